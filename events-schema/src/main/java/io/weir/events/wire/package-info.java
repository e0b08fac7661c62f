/**
 * How events and reports look on the wire: names and revisions, JSON, CloudEvents attributes.
 *
 * <p>Depends on Jackson. Invariant: names and revisions come from {@link
 * io.weir.events.wire.EventType} and {@link io.weir.events.wire.ReportType}, never from a class
 * name.
 */
package io.weir.events.wire;

/**
 * The timeline: what the App Manager's event log shows for each event of a deployment.
 *
 * <p>Depends on events-schema and {@code projection.store}. Invariant: rows are never changed, and
 * their times strictly increase within a deployment.
 */
package io.weir.projection.timeline;

/**
 * The events of deployment defaults.
 *
 * <p>Depends on {@code io.weir.events} and {@code events.spec}. Invariant: an event carries all
 * that a namespace says, and nothing that the platform adds.
 */
package io.weir.events.defaults;

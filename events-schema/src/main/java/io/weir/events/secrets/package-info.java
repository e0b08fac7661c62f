/**
 * The events of secret values: that there is one, and which version of it.
 *
 * <p>Depends on nothing but {@code io.weir.events}. Invariant: no value, no part or hash of one is
 * in any event; the log is kept for ever.
 */
package io.weir.events.secrets;

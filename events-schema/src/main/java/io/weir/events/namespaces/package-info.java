/**
 * The events of namespaces.
 *
 * <p>Depends on nothing but {@code io.weir.events}. Invariant: a namespace that is being deleted
 * never comes back; its name may be used again when nothing is left in it.
 */
package io.weir.events.namespaces;

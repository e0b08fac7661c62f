/**
 * Namespaces: which are there, and who may do what in them? Folded from their events.
 *
 * <p>Depends on {@code projection.plain}. Invariant: a name has at most one namespace that is not
 * deleted.
 */
package io.weir.projection.namespaces;

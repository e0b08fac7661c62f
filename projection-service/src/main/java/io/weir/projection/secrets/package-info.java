/**
 * Secret values: which are there, and in which version? Folded from their events, which hold no
 * value.
 *
 * <p>Depends on {@code projection.plain}. Invariant: there is no place for a value here.
 */
package io.weir.projection.secrets;

/**
 * What the views of most kinds have in common: an id, a namespace, a name, whether it is gone.
 *
 * <p>Depends on {@code projection.store}. Invariant: knows no kind.
 */
package io.weir.projection.plain;

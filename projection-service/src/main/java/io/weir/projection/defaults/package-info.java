/**
 * Deployment defaults: what does each namespace say? Folded from the events of defaults.
 *
 * <p>Depends on {@code projection.store}. Invariant: what a namespace says, and nothing of what
 * lies below it.
 */
package io.weir.projection.defaults;

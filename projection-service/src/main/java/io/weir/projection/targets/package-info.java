/**
 * Deployment targets: where may clusters run? Folded from the events of targets.
 *
 * <p>Depends on {@code projection.store}. Invariant: a target's Kubernetes namespace never changes.
 */
package io.weir.projection.targets;

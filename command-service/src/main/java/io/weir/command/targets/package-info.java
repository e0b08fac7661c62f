/**
 * Deployment targets: where clusters may run, and the pattern for every plain kind of aggregate
 * (README.md, "To add an aggregate").
 *
 * <p>Depends on {@code plain}, {@code decide} and {@code app-manager-api}; pure. Invariant: a
 * target's Kubernetes namespace never changes, so what was read of a target stays true.
 */
package io.weir.command.targets;

/**
 * The events of deployment targets.
 *
 * <p>Depends on nothing but {@code io.weir.events}. Invariant: what a target is (its Kubernetes
 * namespace) never changes; only what is said about it does.
 */
package io.weir.events.targets;

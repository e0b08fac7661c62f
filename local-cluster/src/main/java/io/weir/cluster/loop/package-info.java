/**
 * The loop that drives controllers and kubelet: keys to look at, one look at a time per key, again
 * later after a failure. Knows nothing of Kubernetes.
 *
 * <p>Invariant: a call of {@code look} is followed by a whole look that began after it.
 */
package io.weir.cluster.loop;

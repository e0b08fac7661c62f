/**
 * Kubernetes as the executor needs it: a port with a closed vocabulary of failures, and its adapter
 * on the fabric8 client.
 *
 * <p>Depends on the values of {@code ..decide..} and, in the adapter, on fabric8. Invariant: an
 * error is never told as an absence.
 */
package io.weir.executor.kube;

/**
 * What the local cluster promises to do as a real cluster does: the same assertions run against
 * either.
 *
 * <p>By default against an embedded API server; with {@code -Dkubernetes=<path of a kubeconfig>}
 * against that cluster, in a namespace of a random name that is deleted at the end.
 */
package io.weir.cluster.contract;

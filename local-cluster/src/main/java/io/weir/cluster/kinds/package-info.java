/**
 * The rules of single kinds: defaults, first status, and what makes an object invalid.
 *
 * <p>Pure functions of trees. They cover the fields that Weir and Flink use, with the values and
 * messages of the Kubernetes API reference. Invariant: rules look only at the objects given, never
 * at the store.
 */
package io.weir.cluster.kinds;

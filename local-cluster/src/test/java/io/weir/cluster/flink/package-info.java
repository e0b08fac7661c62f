/** Real Flink on the local cluster: the whole of it, as Weir uses it. */
package io.weir.cluster.flink;

/** The Flink job that the local cluster's own tests run: small, stateful, endless. */
package io.weir.cluster.testjob;

/** Pods, deployments and jobs on a whole local cluster, with small processes of this machine. */
package io.weir.cluster.node;

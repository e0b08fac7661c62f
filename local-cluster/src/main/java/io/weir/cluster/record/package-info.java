/** Kubernetes events: what controllers and kubelet tell about their doings. */
package io.weir.cluster.record;

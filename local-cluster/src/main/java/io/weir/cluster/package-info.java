/**
 * The embedded Kubernetes: one process that is API server, controllers and kubelet at once. The
 * main class wires them; nothing else lives here.
 */
package io.weir.cluster;

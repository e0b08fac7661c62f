/**
 * Weir's public contract: what the log says. Plain Java and Jackson only; no Spring, no Axon, no
 * Kubernetes.
 */
package io.weir.events;

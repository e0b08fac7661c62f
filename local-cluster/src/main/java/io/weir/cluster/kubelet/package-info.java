/**
 * The node: runs pods as processes of this machine. {@code PodDecider} decides what a pod needs
 * next, {@code PodStatusView} says how it stands; both are pure. The truth about containers is the
 * pod's directory on disk and the process table, never memory: so a new kubelet takes over where
 * the last one ended, and pods do not notice.
 *
 * <p>May use {@code image} and {@code loop}; speaks to the API server through its client only.
 */
package io.weir.cluster.kubelet;

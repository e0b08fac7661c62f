package io.weir.cluster.kubelet;

/** One thing the kubelet does to a pod. Repeating it does no harm. */
sealed interface PodAction {

  /** Binds the pod to this node. */
  record Bind() implements PodAction {}

  /** Gives it an address, directories and volumes. */
  record PrepareSandbox() implements PodAction {}

  /**
   * Starts a run of a container.
   *
   * @param number the run's number, 0 for the first
   * @param streak how many runs before it ended soon
   */
  record StartContainer(String container, int number, int streak) implements PodAction {}

  /** Sends SIGTERM. */
  record Terminate(String container, int number, String reason) implements PodAction {}

  /** Sends SIGKILL. */
  record Kill(String container, int number) implements PodAction {}

  /**
   * Everything has ended: reports so, removes the directory, lets the API server forget the pod.
   */
  record Remove() implements PodAction {}
}

package io.weir.cluster.kubelet;

/** A container cannot be started as things are; things may change, so it is tried again. */
final class CannotStart extends Exception {
  private static final long serialVersionUID = 1;
  private final String reason;

  /**
   * @param reason as Kubernetes names it, e.g. ErrImagePull
   */
  CannotStart(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}

package io.weir.executor.deployment.decide;

import java.util.Optional;

/**
 * One container as seen.
 *
 * @param name its name
 * @param init whether it is an init container
 * @param running whether it runs now
 * @param waiting reason and message, while it waits
 * @param termination how it ended, or ended the last time
 * @param restarts how often it was started again
 */
public record ContainerView(
    String name,
    boolean init,
    boolean running,
    Optional<Waiting> waiting,
    Optional<Termination> termination,
    int restarts) {
  /**
   * Why a container does not run yet.
   *
   * @param reason Kubernetes' word, for example {@code ImagePullBackOff}
   * @param message more of it; may be empty
   */
  public record Waiting(String reason, String message) {}

  /** Whether it ended with an error (an exit code other than 0), now or the last time. */
  public boolean failedOnce() {
    return termination.filter(end -> end.exitCode() != 0).isPresent();
  }
}

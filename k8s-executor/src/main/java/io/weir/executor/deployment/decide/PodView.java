package io.weir.executor.deployment.decide;

import java.util.List;
import java.util.Optional;

/**
 * One pod as seen.
 *
 * @param ref which
 * @param jobManager whether it is the JobManager's; else a TaskManager's
 * @param phase Kubernetes' word: Pending, Running, Succeeded, Failed, Unknown
 * @param terminating whether it is being deleted
 * @param ip its address, once it has one
 * @param message why it is in its phase, when Kubernetes says so
 * @param containers init containers first
 */
public record PodView(
    ObjectRef ref,
    boolean jobManager,
    String phase,
    boolean terminating,
    Optional<String> ip,
    Optional<String> message,
    List<ContainerView> containers) {
  public PodView {
    containers = List.copyOf(containers);
  }

  /** Whether its containers may be running. */
  public boolean alive() {
    return !phase.equals("Succeeded") && !phase.equals("Failed");
  }
}

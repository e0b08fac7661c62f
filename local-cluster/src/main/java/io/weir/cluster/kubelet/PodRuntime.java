package io.weir.cluster.kubelet;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a pod stands on this machine: an observation, taken whole before anything is decided.
 *
 * @param ip the pod's address, once it has one
 * @param problem what kept a container from starting when that was last tried
 * @param containers by name, init containers too; those that never ran are absent
 */
record PodRuntime(
    Optional<String> ip, Optional<Problem> problem, Map<String, ContainerRuntime> containers) {

  PodRuntime {
    containers = Map.copyOf(containers);
  }

  Optional<ContainerRuntime> container(String name) {
    return Optional.ofNullable(containers.get(name));
  }

  /**
   * What kept a container from starting.
   *
   * @param reason as Kubernetes names it, e.g. ErrImagePull
   * @param at when it was tried
   */
  record Problem(String container, String reason, String message, Instant at) {}

  /**
   * @param current the newest run
   * @param previous the run before, if any
   */
  record ContainerRuntime(Run current, Optional<Run> previous) {}

  /**
   * @param number 0 for the first run: the container's restart count
   * @param streak how many runs before this one ended soon
   * @param probes what the probes say about this run
   */
  record Run(
      int number,
      int streak,
      Instant startedAt,
      Optional<Instant> termSentAt,
      Optional<Exit> exit,
      ProbeResults probes) {
    boolean running() {
      return exit.isEmpty();
    }
  }

  /**
   * @param started the startup probe has succeeded, or there is none
   * @param ready the readiness probe succeeds, or there is none
   * @param failing the message of the liveness or startup probe that has given up on this run
   */
  record ProbeResults(boolean started, boolean ready, Optional<String> failing) {}
}

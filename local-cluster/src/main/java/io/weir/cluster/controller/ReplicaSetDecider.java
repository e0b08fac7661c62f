package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatusBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How many pods to add to or take from a replica set, and which. Pure. */
final class ReplicaSetDecider {

  /**
   * @param create how many pods to create
   * @param delete the pods to delete
   * @param lookAgainIn when time alone makes a pod available
   */
  record Decision(
      int create, List<Pod> delete, ReplicaSetStatus status, Optional<Duration> lookAgainIn) {}

  private ReplicaSetDecider() {}

  /**
   * @param pods all pods that the set controls
   */
  static Decision decide(ReplicaSet set, List<Pod> pods, Instant now) {
    List<Pod> active = pods.stream().filter(PodState::active).toList();
    boolean deleting = set.getMetadata().getDeletionTimestamp() != null;
    int missing = wanted(set) - active.size();
    List<Pod> surplus =
        missing >= 0 || deleting
            ? List.of()
            : active.stream().sorted(leastWorthFirst()).limit(-missing).toList();
    int minReady = Optional.ofNullable(set.getSpec().getMinReadySeconds()).orElse(0);
    List<Duration> waits =
        active.stream().flatMap(pod -> PodState.availableIn(pod, minReady, now).stream()).toList();
    int available = (int) waits.stream().filter(Duration::isZero).count();
    ReplicaSetStatus status =
        new ReplicaSetStatusBuilder()
            .withReplicas(active.size())
            .withFullyLabeledReplicas(active.size())
            .withReadyReplicas((int) active.stream().filter(PodState::ready).count())
            .withAvailableReplicas(available)
            .withObservedGeneration(set.getMetadata().getGeneration())
            .build();
    return new Decision(
        deleting ? 0 : Math.max(0, missing),
        surplus,
        status,
        waits.stream().filter(Duration::isPositive).min(Comparator.naturalOrder()));
  }

  private static int wanted(ReplicaSet set) {
    return Optional.ofNullable(set.getSpec().getReplicas()).orElse(1);
  }

  /** Pods that do the least so far are the first to go; of equals, the youngest. */
  private static Comparator<Pod> leastWorthFirst() {
    return Comparator.comparing((Pod pod) -> pod.getSpec().getNodeName() != null)
        .thenComparing(pod -> PodState.phaseIs(pod, "Running"))
        .thenComparing(PodState::ready)
        .thenComparing(
            (Pod pod) -> String.valueOf(pod.getMetadata().getCreationTimestamp()),
            Comparator.reverseOrder())
        .thenComparing(pod -> pod.getMetadata().getName());
  }
}

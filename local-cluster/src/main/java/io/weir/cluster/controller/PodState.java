package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What controllers ask about pods. */
final class PodState {
  private PodState() {}

  static boolean phaseIs(Pod pod, String phase) {
    return pod.getStatus() != null && phase.equals(pod.getStatus().getPhase());
  }

  static boolean deleting(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  static boolean finished(Pod pod) {
    return phaseIs(pod, "Succeeded") || phaseIs(pod, "Failed");
  }

  static boolean active(Pod pod) {
    return !deleting(pod) && !finished(pod);
  }

  static boolean ready(Pod pod) {
    return readySince(pod).isPresent();
  }

  /** Since when the pod is ready, if it is. */
  static Optional<Instant> readySince(Pod pod) {
    return Optional.ofNullable(pod.getStatus()).stream()
        .flatMap(status -> status.getConditions().stream())
        .filter(one -> one.getType().equals("Ready") && "True".equals(one.getStatus()))
        .map(PodCondition::getLastTransitionTime)
        .map(since -> since == null ? Instant.EPOCH : Instant.parse(since))
        .findFirst();
  }

  /** How long until a ready pod counts as available; zero if it does now; empty if not ready. */
  static Optional<Duration> availableIn(Pod pod, int minReadySeconds, Instant now) {
    return readySince(pod)
        .map(since -> Duration.between(now, since.plusSeconds(minReadySeconds)))
        .map(left -> left.isPositive() && minReadySeconds > 0 ? left : Duration.ZERO);
  }

  /**
   * When a pod that is over or being deleted ended, as nearly as it says: by its containers, by its
   * readiness, by its deletion, else by its creation.
   */
  static Instant endedAt(Pod pod) {
    return byContainers(pod)
        .or(() -> unreadySince(pod))
        .or(() -> deletedAt(pod))
        .orElseGet(() -> Instant.parse(pod.getMetadata().getCreationTimestamp()));
  }

  private static Optional<Instant> byContainers(Pod pod) {
    List<Optional<Instant>> ends =
        Optional.ofNullable(pod.getStatus()).stream()
            .flatMap(status -> status.getContainerStatuses().stream())
            .map(status -> Optional.ofNullable(status.getState()))
            .map(state -> state.map(ContainerState::getTerminated))
            .map(end -> end.map(ContainerStateTerminated::getFinishedAt).map(Instant::parse))
            .toList();
    return ends.stream().allMatch(Optional::isPresent)
        ? ends.stream().flatMap(Optional::stream).max(Comparator.naturalOrder())
        : Optional.empty();
  }

  private static Optional<Instant> unreadySince(Pod pod) {
    return Optional.ofNullable(pod.getStatus()).stream()
        .flatMap(status -> status.getConditions().stream())
        .filter(one -> one.getType().equals("Ready") && "False".equals(one.getStatus()))
        .flatMap(one -> Optional.ofNullable(one.getLastTransitionTime()).stream())
        .map(Instant::parse)
        .findFirst();
  }

  private static Optional<Instant> deletedAt(Pod pod) {
    Long grace = pod.getMetadata().getDeletionGracePeriodSeconds();
    return Optional.ofNullable(pod.getMetadata().getDeletionTimestamp())
        .map(end -> Instant.parse(end).minusSeconds(grace == null ? 0 : grace));
  }
}

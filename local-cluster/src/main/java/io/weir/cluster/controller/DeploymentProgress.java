package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** How far a deployment has come, as its status tells it. Pure. */
final class DeploymentProgress {
  private static final int DEFAULT_DEADLINE_SECONDS = 600;

  /**
   * @param lookAgainIn when the deadline for progress passes
   */
  record Report(DeploymentStatus status, Optional<Duration> lookAgainIn) {}

  private DeploymentProgress() {}

  static Report of(
      Deployment deployment, Optional<ReplicaSet> current, List<ReplicaSet> all, Instant now) {
    int wanted = Optional.ofNullable(deployment.getSpec().getReplicas()).orElse(1);
    int total = sum(all, ReplicaSetStatus::getReplicas);
    int available = sum(all, ReplicaSetStatus::getAvailableReplicas);
    int updated = sum(current.stream().toList(), ReplicaSetStatus::getReplicas);
    DeploymentStatus before =
        Optional.ofNullable(deployment.getStatus()).orElseGet(DeploymentStatus::new);
    DeploymentStatus status =
        new DeploymentStatusBuilder()
            .withObservedGeneration(deployment.getMetadata().getGeneration())
            .withReplicas(orNull(total))
            .withUpdatedReplicas(orNull(updated))
            .withReadyReplicas(orNull(sum(all, ReplicaSetStatus::getReadyReplicas)))
            .withAvailableReplicas(orNull(available))
            .withUnavailableReplicas(orNull(Math.max(0, Math.max(wanted, total) - available)))
            .withCollisionCount(before.getCollisionCount())
            .build();
    boolean complete =
        current.isPresent() && updated == wanted && total == wanted && available >= wanted;
    List<DeploymentCondition> conditions = new ArrayList<>();
    conditions.add(available(deployment, before, available, wanted, now));
    DeploymentCondition progressing =
        progressing(deployment, before, status, current, complete, now);
    conditions.add(progressing);
    status.setConditions(conditions);
    Optional<Duration> deadline =
        complete || progressing.getStatus().equals("False")
            ? Optional.empty()
            : Optional.of(
                Duration.between(
                    now,
                    Instant.parse(progressing.getLastUpdateTime())
                        .plusSeconds(deadline(deployment) + 1)));
    return new Report(status, deadline);
  }

  private static DeploymentCondition available(
      Deployment deployment, DeploymentStatus before, int available, int wanted, Instant now) {
    int mayMiss = RolloutPlan.mostUnavailable(deployment);
    boolean enough = available >= wanted - mayMiss;
    return condition(
        before,
        "Available",
        enough,
        enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
        enough
            ? "Deployment has minimum availability."
            : "Deployment does not have minimum availability.",
        false,
        now);
  }

  private static DeploymentCondition progressing(
      Deployment deployment,
      DeploymentStatus before,
      DeploymentStatus status,
      Optional<ReplicaSet> current,
      boolean complete,
      Instant now) {
    String set =
        current
            .map(one -> "ReplicaSet \"" + one.getMetadata().getName() + "\"")
            .orElse("Deployment \"" + deployment.getMetadata().getName() + "\"");
    if (complete) {
      return condition(
          before,
          "Progressing",
          true,
          "NewReplicaSetAvailable",
          set + " has successfully progressed.",
          false,
          now);
    }
    boolean moved = moved(before, status);
    Optional<DeploymentCondition> last = find(before, "Progressing");
    boolean late =
        !moved
            && last.filter(one -> !"NewReplicaSetAvailable".equals(one.getReason()))
                .map(
                    one ->
                        Instant.parse(one.getLastUpdateTime())
                            .plusSeconds(deadline(deployment))
                            .isBefore(now))
                .orElse(false);
    return late
        ? condition(
            before,
            "Progressing",
            false,
            "ProgressDeadlineExceeded",
            set + " has timed out progressing.",
            false,
            now)
        : condition(
            before, "Progressing", true, "ReplicaSetUpdated", set + " is progressing.", moved, now);
  }

  private static boolean moved(DeploymentStatus before, DeploymentStatus now) {
    return !Objects.equals(before.getUpdatedReplicas(), now.getUpdatedReplicas())
        || !Objects.equals(before.getReadyReplicas(), now.getReadyReplicas())
        || !Objects.equals(before.getAvailableReplicas(), now.getAvailableReplicas())
        || !Objects.equals(before.getReplicas(), now.getReplicas())
        || !Objects.equals(before.getObservedGeneration(), now.getObservedGeneration());
  }

  private static DeploymentCondition condition(
      DeploymentStatus before,
      String type,
      boolean holds,
      String reason,
      String message,
      boolean touch,
      Instant now) {
    String status = holds ? "True" : "False";
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    Optional<DeploymentCondition> last = find(before, type);
    Optional<DeploymentCondition> sameStatus = last.filter(one -> status.equals(one.getStatus()));
    boolean same = sameStatus.filter(one -> reason.equals(one.getReason())).isPresent();
    return new DeploymentConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withReason(reason)
        .withMessage(message)
        .withLastUpdateTime(same && !touch ? last.get().getLastUpdateTime() : time)
        .withLastTransitionTime(
            sameStatus.map(DeploymentCondition::getLastTransitionTime).orElse(time))
        .build();
  }

  private static Optional<DeploymentCondition> find(DeploymentStatus status, String type) {
    return status.getConditions().stream().filter(one -> one.getType().equals(type)).findFirst();
  }

  private static int deadline(Deployment deployment) {
    return Optional.ofNullable(deployment.getSpec().getProgressDeadlineSeconds())
        .orElse(DEFAULT_DEADLINE_SECONDS);
  }

  private static int sum(List<ReplicaSet> sets, Function<ReplicaSetStatus, Integer> count) {
    return sets.stream()
        .map(ReplicaSet::getStatus)
        .filter(Objects::nonNull)
        .map(count)
        .filter(Objects::nonNull)
        .mapToInt(Integer::intValue)
        .sum();
  }

  /** Kubernetes leaves out counts of zero. */
  private static Integer orNull(int count) {
    return count == 0 ? null : count;
  }
}

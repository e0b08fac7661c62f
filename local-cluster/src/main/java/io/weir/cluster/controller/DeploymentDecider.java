package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a deployment needs next. Pure. */
final class DeploymentDecider {
  static final String HASH_LABEL = "pod-template-hash";
  static final String REVISION = "deployment.kubernetes.io/revision";
  private static final int HASH_LENGTH = 10;
  private static final int DEFAULT_HISTORY = 10;

  /**
   * @param revision the deployment's revision, if it has to be written down
   */
  record Decision(
      List<DeploymentAction> actions,
      Optional<Long> revision,
      DeploymentStatus status,
      Optional<Duration> lookAgainIn) {}

  private DeploymentDecider() {}

  /**
   * @param sets all replica sets that the deployment controls
   * @param pods all pods of its namespace
   */
  static Decision decide(
      Deployment deployment, List<ReplicaSet> sets, List<Pod> pods, Instant now) {
    Optional<ReplicaSet> current =
        sets.stream()
            .filter(set -> sameTemplate(set, deployment))
            .min(Comparator.comparing(set -> set.getMetadata().getCreationTimestamp()));
    List<ReplicaSet> old =
        sets.stream()
            .filter(set -> current.filter(set::equals).isEmpty())
            .sorted(Comparator.comparing(DeploymentDecider::revision))
            .toList();
    DeploymentProgress.Report progress = DeploymentProgress.of(deployment, current, sets, now);
    boolean deleting = deployment.getMetadata().getDeletionTimestamp() != null;
    if (deleting) {
      return new Decision(List.of(), Optional.empty(), progress.status(), Optional.empty());
    }
    long newest = old.stream().mapToLong(DeploymentDecider::revision).max().orElse(0);
    List<DeploymentAction> actions = new ArrayList<>();
    Optional<Long> revision = Optional.empty();
    boolean paused = Boolean.TRUE.equals(deployment.getSpec().getPaused());
    boolean oldPodsLinger =
        RolloutPlan.recreates(deployment)
            && old.stream().anyMatch(set -> !Ownership.controlled(pods, set).isEmpty());
    if (paused) {
      // A paused deployment still follows its replica count.
      current.ifPresent(
          set -> actions.addAll(scaled(RolloutPlan.next(deployment, set, List.of()))));
    } else if (oldPodsLinger) {
      // Recreate: nothing new starts before the last old pod is gone.
      old.stream()
          .filter(set -> RolloutPlan.spec(set) != 0)
          .forEach(set -> actions.add(new DeploymentAction.Scale(set, 0)));
    } else if (current.isEmpty()) {
      actions.add(new DeploymentAction.Create(replicaSet(deployment, newest + 1)));
      revision = Optional.of(newest + 1);
    } else {
      long its = revision(current.get());
      if (its <= newest) {
        its = newest + 1;
        actions.add(new DeploymentAction.Revise(current.get(), its));
      }
      revision = Optional.of(its).filter(one -> one != revision(deployment));
      actions.addAll(scaled(RolloutPlan.next(deployment, current.get(), old)));
      actions.addAll(forgotten(deployment, old));
    }
    return new Decision(actions, revision, progress.status(), progress.lookAgainIn());
  }

  private static List<DeploymentAction> scaled(Map<ReplicaSet, Integer> plan) {
    List<DeploymentAction> actions = new ArrayList<>();
    plan.forEach((set, replicas) -> actions.add(new DeploymentAction.Scale(set, replicas)));
    return actions;
  }

  private static List<DeploymentAction> forgotten(Deployment deployment, List<ReplicaSet> old) {
    int limit =
        Optional.ofNullable(deployment.getSpec().getRevisionHistoryLimit()).orElse(DEFAULT_HISTORY);
    List<ReplicaSet> idle =
        old.stream()
            .filter(set -> RolloutPlan.spec(set) == 0)
            .filter(
                set ->
                    set.getStatus() != null
                        && Optional.ofNullable(set.getStatus().getReplicas()).orElse(0) == 0)
            .toList();
    return idle.stream()
        .limit(Math.max(0, idle.size() - limit))
        .<DeploymentAction>map(DeploymentAction.Forget::new)
        .toList();
  }

  private static ReplicaSet replicaSet(Deployment deployment, long revision) {
    PodTemplateSpec template = deployment.getSpec().getTemplate();
    String hash = hash(template);
    Map<String, String> labels = new HashMap<>();
    if (template.getMetadata() != null && template.getMetadata().getLabels() != null) {
      labels.putAll(template.getMetadata().getLabels());
    }
    labels.put(HASH_LABEL, hash);
    return new ReplicaSetBuilder()
        .withNewMetadata()
        .withName(deployment.getMetadata().getName() + "-" + hash)
        .withNamespace(deployment.getMetadata().getNamespace())
        .withLabels(labels)
        .addToAnnotations(REVISION, Long.toString(revision))
        .withOwnerReferences(Ownership.controlledBy(deployment))
        .endMetadata()
        .withNewSpec()
        // The next look gives it replicas, by the strategy.
        .withReplicas(0)
        .withMinReadySeconds(deployment.getSpec().getMinReadySeconds())
        .withNewSelectorLike(deployment.getSpec().getSelector())
        .addToMatchLabels(HASH_LABEL, hash)
        .endSelector()
        .withTemplate(
            new PodTemplateSpecBuilder(template)
                .editOrNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .build())
        .endSpec()
        .build();
  }

  static boolean sameTemplate(ReplicaSet set, Deployment deployment) {
    PodTemplateSpec plain =
        new PodTemplateSpecBuilder(set.getSpec().getTemplate())
            .editOrNewMetadata()
            .removeFromLabels(HASH_LABEL)
            .endMetadata()
            .build();
    PodTemplateSpec wanted =
        new PodTemplateSpecBuilder(deployment.getSpec().getTemplate())
            .editOrNewMetadata()
            .endMetadata()
            .build();
    // As values: the order of labels is not part of a template.
    return plain.equals(wanted);
  }

  static String hash(PodTemplateSpec template) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(Serialization.asJson(template).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Expected every JDK to know SHA-256, but", impossible);
    }
  }

  private static long revision(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(REVISION))
        .map(Long::parseLong)
        .orElse(0L);
  }
}

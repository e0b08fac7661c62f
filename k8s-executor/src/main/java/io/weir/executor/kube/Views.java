package io.weir.executor.kube;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.weir.events.wire.WireJson;
import io.weir.executor.deployment.decide.ContainerView;
import io.weir.executor.deployment.decide.ObjectRef;
import io.weir.executor.deployment.decide.ObjectView;
import io.weir.executor.deployment.decide.Part;
import io.weir.executor.deployment.decide.PodView;
import io.weir.executor.deployment.decide.Termination;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Kubernetes' objects as values for deciding. */
final class Views {
  private static final String COMPONENT = "app.kubernetes.io/component";

  private Views() {}

  static ObjectRef ref(HasMetadata object) {
    return new ObjectRef(
        object.getKind(), object.getMetadata().getName(), object.getMetadata().getUid());
  }

  static Listing.Found object(HasMetadata object, String clusterName) {
    ObjectView view =
        new ObjectView(
            ref(object),
            object.getMetadata().getResourceVersion(),
            Part.of(object.getKind(), object.getMetadata().getName(), clusterName),
            terminating(object),
            List.of(),
            object instanceof Job job ? condition(job, "Failed") : Optional.empty(),
            object instanceof Job job && condition(job, "Complete").isPresent(),
            object instanceof Deployment deployment ? quota(deployment) : Optional.empty(),
            object instanceof Deployment deployment && deployment.getSpec() != null
                ? Optional.ofNullable(deployment.getSpec().getReplicas())
                : Optional.empty(),
            true);
    return new Listing.Found(
        view,
        Optional.ofNullable(object.getMetadata().getAnnotations())
            .map(annotations -> annotations.get(FabricObjects.MANIFEST_HASH)),
        ownedFields(object));
  }

  static PodView pod(Pod pod) {
    PodStatus status = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
    return new PodView(
        ref(pod),
        "jobmanager".equals(pod.getMetadata().getLabels().get(COMPONENT)),
        status.getPhase() == null ? "Pending" : status.getPhase(),
        terminating(pod),
        Optional.ofNullable(status.getPodIP()).filter(ip -> !ip.isEmpty()),
        Optional.ofNullable(status.getMessage()).or(() -> unscheduled(status)),
        Stream.concat(
                containers(status.getInitContainerStatuses(), true),
                containers(status.getContainerStatuses(), false))
            .toList());
  }

  private static Optional<String> unscheduled(PodStatus status) {
    return status.getConditions().stream()
        .filter(each -> "PodScheduled".equals(each.getType()) && "False".equals(each.getStatus()))
        .map(each -> String.valueOf(each.getMessage()))
        .findFirst();
  }

  private static Stream<ContainerView> containers(List<ContainerStatus> statuses, boolean init) {
    return statuses.stream().map(status -> container(status, init));
  }

  private static ContainerView container(ContainerStatus status, boolean init) {
    var state = Optional.ofNullable(status.getState());
    var now = state.map(each -> each.getTerminated());
    var last = Optional.ofNullable(status.getLastState()).map(each -> each.getTerminated());
    return new ContainerView(
        status.getName(),
        init,
        state.map(each -> each.getRunning()).isPresent(),
        state
            .map(each -> each.getWaiting())
            .map(
                waiting ->
                    new ContainerView.Waiting(
                        String.valueOf(waiting.getReason()),
                        waiting.getMessage() == null ? "" : waiting.getMessage())),
        now.or(() -> last)
            .map(
                end ->
                    new Termination(
                        end.getExitCode() == null ? -1 : end.getExitCode(),
                        end.getReason() == null ? "no reason given" : end.getReason(),
                        end.getMessage() == null ? "" : end.getMessage())),
        status.getRestartCount() == null ? 0 : status.getRestartCount());
  }

  private static boolean terminating(HasMetadata object) {
    return object.getMetadata().getDeletionTimestamp() != null;
  }

  private static Optional<String> condition(Job job, String type) {
    if (job.getStatus() == null) return Optional.empty();
    return job.getStatus().getConditions().stream()
        .filter(each -> type.equals(each.getType()) && "True".equals(each.getStatus()))
        .map(each -> each.getReason() + ": " + each.getMessage())
        .findFirst();
  }

  /** Kubernetes says so only in words. */
  private static Optional<String> quota(Deployment deployment) {
    if (deployment.getStatus() == null) return Optional.empty();
    return deployment.getStatus().getConditions().stream()
        .filter(each -> "ReplicaFailure".equals(each.getType()) && "True".equals(each.getStatus()))
        .map(each -> String.valueOf(each.getMessage()))
        .filter(message -> message.contains("exceeded quota"))
        .findFirst();
  }

  /** What the executor set last, by applying manifests or by scaling. */
  private static Optional<JsonNode> ownedFields(HasMetadata object) {
    List<ObjectNode> owned =
        object.getMetadata().getManagedFields().stream()
            .filter(entry -> FabricObjects.FIELD_MANAGER.equals(entry.getManager()))
            .filter(entry -> entry.getSubresource() == null && entry.getFieldsV1() != null)
            .map(entry -> entry.getFieldsV1().getAdditionalProperties())
            .<ObjectNode>map(fields -> WireJson.mapper().valueToTree(fields))
            .toList();
    boolean applied =
        object.getMetadata().getManagedFields().stream()
            .filter(entry -> FabricObjects.FIELD_MANAGER.equals(entry.getManager()))
            .map(ManagedFieldsEntry::getOperation)
            .anyMatch("Apply"::equals);
    return applied ? owned.stream().reduce(Views::union).map(all -> all) : Optional.empty();
  }

  private static ObjectNode union(ObjectNode one, ObjectNode other) {
    ObjectNode all = one.deepCopy();
    for (Map.Entry<String, JsonNode> field : other.properties())
      all.set(
          field.getKey(),
          all.get(field.getKey()) instanceof ObjectNode mine
                  && field.getValue() instanceof ObjectNode theirs
              ? union(mine, theirs)
              : field.getValue());
    return all;
  }
}

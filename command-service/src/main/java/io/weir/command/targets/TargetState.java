package io.weir.command.targets;

import io.weir.events.targets.DeploymentTargetDeleted;
import io.weir.events.targets.DeploymentTargetEvent;
import io.weir.events.targets.DeploymentTargetRegistered;
import io.weir.events.targets.DeploymentTargetRevised;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A deployment target: the fold of its events.
 *
 * @param id its id
 * @param namespace its namespace
 * @param name its name
 * @param labels labels by key
 * @param annotations annotations by key
 * @param kubernetesNamespace where clusters run; absent: the one that the platform is set to
 * @param deleted whether it is gone
 */
public record TargetState(
    UUID id,
    String namespace,
    String name,
    Map<String, String> labels,
    Map<String, String> annotations,
    Optional<String> kubernetesNamespace,
    boolean deleted) {

  static TargetState evolve(Optional<TargetState> before, DeploymentTargetEvent event) {
    return switch (event) {
      case DeploymentTargetRegistered e ->
          new TargetState(
              e.targetId(),
              e.namespace(),
              e.name(),
              e.labels(),
              e.annotations(),
              e.kubernetesNamespace(),
              false);
      case DeploymentTargetRevised e ->
          before.orElseThrow().with(e.labels(), e.annotations(), false);
      case DeploymentTargetDeleted e -> {
        TargetState state = before.orElseThrow();
        yield state.with(state.labels, state.annotations, true);
      }
    };
  }

  private TargetState with(
      Map<String, String> newLabels, Map<String, String> newAnnotations, boolean gone) {
    return new TargetState(
        id, namespace, name, newLabels, newAnnotations, kubernetesNamespace, gone);
  }
}

package io.weir.events.targets;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A deployment target exists from now on.
 *
 * @param targetId the deployment target
 * @param namespace the namespace
 * @param name unique among the namespace's targets while it is not deleted
 * @param labels labels by key
 * @param annotations annotations by key
 * @param kubernetesNamespace where the clusters run; absent: the Kubernetes namespace that the
 *     platform is set to
 */
public record DeploymentTargetRegistered(
    UUID targetId,
    String namespace,
    String name,
    Map<String, String> labels,
    Map<String, String> annotations,
    Optional<String> kubernetesNamespace)
    implements DeploymentTargetEvent {
  public DeploymentTargetRegistered {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}

package io.weir.events.spec;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What the user wants of the pods themselves. The trees are Kubernetes' own shapes and keep their
 * meaning; order of fields and the spelling of numbers are made canonical.
 *
 * @param labels labels for every object of the cluster
 * @param pods options for all pods; alternative to the templates
 * @param jobManagerPodTemplate a V1PodTemplateSpec; the Flink container is {@code
 *     flink-main-container}
 * @param taskManagerPodTemplate the same for TaskManagers
 */
public record KubernetesOptions(
    Map<String, String> labels,
    Optional<JsonNode> pods,
    Optional<JsonNode> jobManagerPodTemplate,
    Optional<JsonNode> taskManagerPodTemplate) {
  public KubernetesOptions {
    labels = labels == null ? Map.of() : Map.copyOf(labels);
    pods = pods.filter(tree -> !tree.isNull()).map(CanonicalTree::of);
    jobManagerPodTemplate =
        jobManagerPodTemplate.filter(tree -> !tree.isNull()).map(CanonicalTree::of);
    taskManagerPodTemplate =
        taskManagerPodTemplate.filter(tree -> !tree.isNull()).map(CanonicalTree::of);
  }
}

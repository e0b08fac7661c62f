package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a template to a pod. */
final class PodTemplates {
  private static final int FORBIDDEN = 403;

  private PodTemplates() {}

  /**
   * Creates a pod as the template says.
   *
   * @return empty if its namespace is being deleted: then its owner will soon be gone too
   */
  static Optional<Pod> create(
      KubernetesClient client, PodTemplateSpec template, HasMetadata owner) {
    try {
      return Optional.of(client.resource(pod(template, owner)).create());
    } catch (KubernetesClientException refused) {
      boolean namespaceEnds =
          refused.getCode() == FORBIDDEN
              && String.valueOf(refused.getMessage()).contains("being terminated");
      if (namespaceEnds) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /** A pod as the template says, controlled by the owner, its name given by the server. */
  static Pod pod(PodTemplateSpec template, HasMetadata owner) {
    ObjectMeta metadata = Optional.ofNullable(template.getMetadata()).orElseGet(ObjectMeta::new);
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(owner.getMetadata().getNamespace())
        .withGenerateName(owner.getMetadata().getName() + "-")
        .withLabels(Optional.ofNullable(metadata.getLabels()).orElse(Map.of()))
        .withAnnotations(Optional.ofNullable(metadata.getAnnotations()).orElse(Map.of()))
        .withFinalizers(Optional.ofNullable(metadata.getFinalizers()).orElse(List.of()))
        .withOwnerReferences(Ownership.controlledBy(owner))
        .endMetadata()
        .withSpec(template.getSpec())
        .build();
  }
}

package io.weir.events.defaults;

import io.weir.events.spec.CanonicalTree;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A user said what deployments of a namespace are when their users do not say. Deployments that
 * exist stay as they are.
 *
 * @param defaultsId the deployment defaults; one per namespace
 * @param namespace the namespace
 * @param labels labels by key
 * @param annotations annotations by key
 * @param spec part of a deployment's spec, by its field names: all that the namespace says from now
 *     on
 */
public record DeploymentDefaultsRevised(
    UUID defaultsId,
    String namespace,
    Map<String, String> labels,
    Map<String, String> annotations,
    JsonNode spec)
    implements DeploymentDefaultsEvent {
  public DeploymentDefaultsRevised {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    spec = CanonicalTree.of(spec);
  }
}

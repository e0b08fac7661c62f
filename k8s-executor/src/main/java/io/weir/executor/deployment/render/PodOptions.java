package io.weir.executor.deployment.render;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The short form {@code kubernetes.pods} (app-manager-api.md 2.2) as a pod template: labels,
 * annotations, nodeSelector, securityContext, affinity, tolerations, volumeMounts, envVars,
 * imagePullSecrets.
 */
final class PodOptions {
  private static final List<String> OF_THE_SPEC =
      List.of("nodeSelector", "securityContext", "affinity", "tolerations", "imagePullSecrets");
  private static final List<String> OF_THE_METADATA = List.of("labels", "annotations");

  private PodOptions() {}

  /** The template that says the same; other options are ignored, as everywhere in the API. */
  static ObjectNode template(JsonNode pods) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    ObjectNode metadata = nodes.objectNode();
    ObjectNode spec = nodes.objectNode();
    ObjectNode container = nodes.objectNode().put("name", Pods.FLINK_CONTAINER);
    for (Map.Entry<String, JsonNode> option : pods.properties()) {
      String name = option.getKey();
      JsonNode value = option.getValue();
      if (OF_THE_METADATA.contains(name)) metadata.set(name, value);
      else if (OF_THE_SPEC.contains(name)) spec.set(name, value);
    }
    if (pods.path("envVars") instanceof ArrayNode variables) container.set("env", variables);
    if (pods.path("volumeMounts") instanceof ArrayNode mounts) {
      ArrayNode volumes = nodes.arrayNode();
      ArrayNode places = nodes.arrayNode();
      for (JsonNode mount : mounts.values()) {
        volumes.add(named(mount, "volume"));
        places.add(named(mount, "volumeMount"));
      }
      spec.set("volumes", volumes);
      container.set("volumeMounts", places);
    }
    if (container.size() > 1) spec.set("containers", nodes.arrayNode().add(container));
    return nodes.objectNode().<ObjectNode>set("metadata", metadata).set("spec", spec);
  }

  /** One entry carries a volume and its mount; the entry's name is theirs unless they have one. */
  private static JsonNode named(JsonNode mount, String field) {
    if (!(mount.path(field) instanceof ObjectNode thing))
      throw new UnrenderableException(
          "Expected an entry of kubernetes.pods.volumeMounts to have '%s', but got %s"
              .formatted(field, mount));
    ObjectNode copy = thing.deepCopy();
    if (!copy.has("name")) copy.set("name", mount.path("name"));
    return copy;
  }
}

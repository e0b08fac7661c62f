package io.weir.cluster.api;

import io.weir.cluster.json.Trees;
import io.weir.cluster.kinds.Fault;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The number of replicas of a workload as an object of its own. */
final class Scale {
  private Scale() {}

  static ObjectNode of(JsonNode workload) {
    ObjectNode scale = Trees.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
    ObjectNode metadata = scale.putObject("metadata");
    for (String field :
        new String[] {"name", "namespace", "uid", "resourceVersion", "creationTimestamp"}) {
      Metadata.carry(workload.path("metadata"), metadata, field);
    }
    scale.putObject("spec").put("replicas", Trees.number(workload, "spec", "replicas").orElse(1L));
    scale
        .putObject("status")
        .put("replicas", Trees.number(workload, "status", "replicas").orElse(0L))
        .put("selector", selector(Trees.at(workload, "spec", "selector", "matchLabels")));
    return scale;
  }

  private static String selector(JsonNode labels) {
    return labels.properties().stream()
        .map(label -> label.getKey() + "=" + label.getValue().asString(""))
        .collect(Collectors.joining(","));
  }

  /** The workload with what the scale asks for. */
  static ObjectNode scaled(ObjectNode workload, ObjectNode scale, ResourceType type) {
    String name = Trees.text(workload, "metadata", "name");
    long replicas = Trees.number(scale, "spec", "replicas").orElse(0L);
    if (replicas < 0) {
      throw ApiFailure.invalid(
          type,
          name,
          List.of(
              new Fault(
                  "FieldValueInvalid",
                  "Invalid value: " + replicas + ": must be greater than or equal to 0",
                  "spec.replicas")));
    }
    String version = Trees.text(scale, "metadata", "resourceVersion");
    if (!version.isEmpty()) {
      Trees.child(workload, "metadata").put("resourceVersion", version);
    }
    Trees.child(workload, "spec").put("replicas", (int) replicas);
    return workload;
  }
}

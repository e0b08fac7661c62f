package io.weir.command.body;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Numbers and booleans of pod options where Kubernetes takes text only, as they are spelled
 * (app-manager-api.md A.2): {@code value: 8080} of a variable, {@code zone: 1} of a node selector.
 * The rest of these trees is free.
 */
final class PodTexts {
  private PodTexts() {}

  /** Makes text of them, in place. */
  static void spellOut(ObjectNode spec) {
    inOptions(spec.path("template").path("spec").path("kubernetes"));
  }

  /** Makes text of them, in place, where the options are in the spec itself. */
  static void spellOutHere(ObjectNode spec) {
    inOptions(spec.path("kubernetes"));
  }

  private static void inOptions(JsonNode options) {
    JsonNode pods = options.path("pods");
    for (String map : List.of("labels", "annotations", "nodeSelector")) values(pods.path(map));
    variables(pods.path("envVars"));
    for (String name : List.of("jobManagerPodTemplate", "taskManagerPodTemplate")) {
      JsonNode template = options.path(name);
      values(template.path("metadata").path("labels"));
      values(template.path("metadata").path("annotations"));
      values(template.path("spec").path("nodeSelector"));
      for (String list : List.of("containers", "initContainers"))
        for (JsonNode container : template.path("spec").path(list))
          variables(container.path("env"));
    }
  }

  private static void variables(JsonNode variables) {
    for (JsonNode variable : variables) value(variable, "value");
  }

  private static void values(JsonNode map) {
    if (map.isObject()) for (String key : List.copyOf(map.propertyNames())) value(map, key);
  }

  private static void value(JsonNode holder, String key) {
    JsonNode value = holder.path(key);
    if (holder instanceof ObjectNode object && (value.isNumber() || value.isBoolean()))
      object.put(key, value.asString());
  }
}

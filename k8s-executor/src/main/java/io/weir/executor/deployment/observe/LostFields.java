package io.weir.executor.deployment.observe;

import io.weir.events.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which fields of a manifest are no longer ours. Kubernetes keeps who set each field last
 * (managedFields): a field that we applied and somebody else changed is not in our entry any more.
 * So no values are compared, and neither defaults nor Kubernetes' own spelling of amounts matter.
 */
final class LostFields {
  private LostFields() {}

  /** Paths such as {@code spec.replicas}, in the manifest's order. */
  static List<String> of(ObjectNode manifest, JsonNode owned) {
    List<String> lost = new ArrayList<>();
    for (String root : List.of("spec", "data"))
      if (manifest.has(root)) walk(root, manifest.get(root), owned.path("f:" + root), lost);
    JsonNode labels = manifest.path("metadata").path("labels");
    walk("metadata.labels", labels, owned.path("f:metadata").path("f:labels"), lost);
    return lost;
  }

  private static void walk(String path, JsonNode manifest, JsonNode owned, List<String> lost) {
    if (owned.isMissingNode()) {
      // What is empty owns nothing to lose.
      if (!manifest.isContainer() || !manifest.isEmpty()) lost.add(path);
      return;
    }
    // Owned as a whole.
    if (owned.isEmpty()) return;
    switch (manifest) {
      case ObjectNode object -> {
        for (Map.Entry<String, JsonNode> field : object.properties())
          walk(
              path + "." + field.getKey(),
              field.getValue(),
              owned.path("f:" + field.getKey()),
              lost);
      }
      case ArrayNode array -> {
        for (JsonNode item : array.values()) walkItem(path, item, owned, lost);
      }
      default -> {}
    }
  }

  /** List items are owned under their key fields: {@code k:{"name":"x"}}. */
  private static void walkItem(String path, JsonNode item, JsonNode owned, List<String> lost) {
    boolean keyed = false;
    for (Map.Entry<String, JsonNode> entry : owned.properties()) {
      if (!entry.getKey().startsWith("k:")) continue;
      keyed = true;
      JsonNode key = WireJson.mapper().readTree(entry.getKey().substring(2));
      if (!matches(item, key)) continue;
      walk(path + "[" + key.iterator().next().asString() + "]", item, entry.getValue(), lost);
      return;
    }
    if (keyed) lost.add(path + "[" + item.path("name").asString("?") + "]");
  }

  private static boolean matches(JsonNode item, JsonNode key) {
    for (Map.Entry<String, JsonNode> field : key.properties()) {
      JsonNode value = item.path(field.getKey());
      // A key field that the manifest leaves to its default.
      if (!value.isMissingNode() && !value.asString().equals(field.getValue().asString()))
        return false;
    }
    return true;
  }
}

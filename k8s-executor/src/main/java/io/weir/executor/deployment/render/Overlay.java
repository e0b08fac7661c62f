package io.weir.executor.deployment.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lays one tree over another, as Kubernetes merges pod templates: maps by key, lists of named
 * things by their name, other lists one after the other. What lies on top wins.
 */
final class Overlay {
  /** Lists whose items have a key, and which field it is. */
  private static final Map<String, String> KEYS =
      Map.of(
          "containers", "name",
          "initContainers", "name",
          "volumes", "name",
          "env", "name",
          "imagePullSecrets", "name",
          "volumeMounts", "mountPath",
          "ports", "containerPort");

  /** Lists whose items say one of several things: a merged item would say two. */
  private static final Set<String> WHOLE_ITEMS = Set.of("env", "volumes");

  private Overlay() {}

  static ObjectNode merge(JsonNode below, ObjectNode above) {
    if (!(below instanceof ObjectNode base)) return above.deepCopy();
    ObjectNode merged = base.deepCopy();
    for (Map.Entry<String, JsonNode> entry : above.properties()) {
      JsonNode under = merged.get(entry.getKey());
      merged.set(entry.getKey(), merge(entry.getKey(), under, entry.getValue()));
    }
    return merged;
  }

  private static JsonNode merge(String field, JsonNode below, JsonNode above) {
    if (below instanceof ObjectNode && above instanceof ObjectNode object)
      return merge(below, object);
    if (below instanceof ArrayNode base && above instanceof ArrayNode list)
      return mergeLists(field, base, list);
    return above.deepCopy();
  }

  private static ArrayNode mergeLists(String field, ArrayNode below, ArrayNode above) {
    String key = KEYS.get(field);
    ArrayNode merged = JsonNodeFactory.instance.arrayNode();
    List<JsonNode> rest = new ArrayList<>(above.values());
    for (JsonNode item : below.values()) {
      JsonNode twin = key == null ? null : take(rest, key, item);
      if (twin == null) merged.add(item.deepCopy());
      else if (WHOLE_ITEMS.contains(field)) merged.add(twin.deepCopy());
      else merged.add(twin instanceof ObjectNode object ? merge(item, object) : twin.deepCopy());
    }
    rest.forEach(item -> merged.add(item.deepCopy()));
    return merged;
  }

  private static JsonNode take(List<JsonNode> items, String key, JsonNode like) {
    for (JsonNode item : items) {
      if (item.path(key).isMissingNode() || !item.path(key).equals(like.path(key))) continue;
      items.remove(item);
      return item;
    }
    return null;
  }
}

package io.weir.cluster.api;

import io.weir.cluster.json.Trees;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events have two APIs and are stored once, in the form of the core group; this turns one form into
 * the other.
 */
final class EventForms {
  /** Names in the core group -> names in {@code events.k8s.io}; all others are the same. */
  private static final Map<String, String> NEW_NAMES =
      Map.of(
          "involvedObject", "regarding",
          "message", "note",
          "reportingComponent", "reportingController",
          "source", "deprecatedSource",
          "firstTimestamp", "deprecatedFirstTimestamp",
          "lastTimestamp", "deprecatedLastTimestamp",
          "count", "deprecatedCount");

  private EventForms() {}

  /** The kind under which objects of a type are kept. */
  static ResourceType kept(ResourceType type) {
    return type == Catalogue.NEW_EVENTS ? Catalogue.EVENTS : type;
  }

  /**
   * The stored object in the form of the API that it is read through; the stored tree itself where
   * the two are the same.
   */
  static ObjectNode show(ResourceType type, ObjectNode stored) {
    return type == Catalogue.NEW_EVENTS ? renamed(stored, true, type) : stored;
  }

  /** The given object in the form in which it is stored. */
  static ObjectNode store(ResourceType type, ObjectNode given) {
    return type == Catalogue.NEW_EVENTS ? renamed(given, false, Catalogue.EVENTS) : given;
  }

  private static ObjectNode renamed(ObjectNode event, boolean toNew, ResourceType type) {
    ObjectNode result = Trees.object();
    for (Map.Entry<String, JsonNode> field : event.properties()) {
      result.set(name(field.getKey(), toNew), field.getValue().deepCopy());
    }
    return result.put("apiVersion", type.apiVersion());
  }

  private static String name(String field, boolean toNew) {
    if (toNew) {
      return NEW_NAMES.getOrDefault(field, field);
    }
    return NEW_NAMES.entrySet().stream()
        .filter(e -> e.getValue().equals(field))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(field);
  }
}

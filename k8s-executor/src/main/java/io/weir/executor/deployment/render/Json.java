package io.weir.executor.deployment.render;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes JSON trees as one writes JSON: {@code object().put(..).put(..)}. */
final class Json {
  private final ObjectNode tree = JsonNodeFactory.instance.objectNode();

  private Json() {}

  static Json object() {
    return new Json();
  }

  static ArrayNode array(JsonNode... items) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : items) array.add(item);
    return array;
  }

  static ArrayNode texts(List<String> items) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    items.forEach(array::add);
    return array;
  }

  /** Sorted by key, so that equal maps give equal trees. */
  static ObjectNode texts(Map<String, String> items) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(items).forEach(object::put);
    return object;
  }

  Json put(String name, String value) {
    tree.put(name, value);
    return this;
  }

  Json put(String name, int value) {
    tree.put(name, value);
    return this;
  }

  Json put(String name, boolean value) {
    tree.put(name, value);
    return this;
  }

  Json put(String name, JsonNode value) {
    tree.set(name, value);
    return this;
  }

  Json put(String name, Json value) {
    return put(name, value.tree);
  }

  Json put(String name, Optional<JsonNode> value) {
    value.ifPresent(present -> tree.set(name, present));
    return this;
  }

  ObjectNode tree() {
    return tree;
  }
}

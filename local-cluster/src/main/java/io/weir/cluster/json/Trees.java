package io.weir.cluster.json;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Reading, printing and comparing JSON trees. */
public final class Trees {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Trees() {}

  /**
   * Parses one JSON document.
   *
   * @throws MalformedJson if the bytes are not exactly one JSON document
   */
  public static JsonNode parse(byte[] json) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (JacksonException e) {
      throw new MalformedJson(e.getOriginalMessage(), e);
    }
  }

  public static byte[] print(JsonNode tree) {
    return MAPPER.writeValueAsBytes(tree);
  }

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** The node at the path of property names, or a missing node. */
  public static JsonNode at(JsonNode tree, String... path) {
    JsonNode node = tree;
    for (String name : path) {
      node = node.path(name);
    }
    return node;
  }

  /**
   * The string at the path, or the empty string if there is none. Numbers and booleans are given as
   * written.
   */
  public static String text(JsonNode tree, String... path) {
    JsonNode node = at(tree, path);
    return node.isString()
        ? node.stringValue()
        : node.isValueNode() && !node.isNull() ? node.toString() : "";
  }

  /** The whole number at the path, or empty if there is none. */
  public static Optional<Long> number(JsonNode tree, String... path) {
    JsonNode node = at(tree, path);
    return node.isIntegralNumber() ? Optional.of(node.longValue()) : Optional.empty();
  }

  public static boolean has(JsonNode tree, String... path) {
    JsonNode node = at(tree, path);
    return !node.isMissingNode() && !node.isNull();
  }

  /** The object at the path; made, with its parents, where absent or not an object. */
  public static ObjectNode child(ObjectNode tree, String... path) {
    ObjectNode node = tree;
    for (String name : path) {
      node = node.get(name) instanceof ObjectNode existing ? existing : node.putObject(name);
    }
    return node;
  }

  /** The array of that name; made where absent or not an array. */
  public static ArrayNode list(ObjectNode tree, String name) {
    return tree.get(name) instanceof ArrayNode existing ? existing : tree.putArray(name);
  }

  /** Equality by value: the order of properties and the Java type of a number do not matter. */
  public static boolean same(JsonNode a, JsonNode b) {
    if (a == b) {
      return true;
    }
    if (a == null || b == null) {
      return false;
    }
    if (a.isNumber() && b.isNumber()) {
      return a.decimalValue().compareTo(b.decimalValue()) == 0;
    }
    if (a.isObject() && b.isObject()) {
      return a.size() == b.size()
          && a.properties().stream().allMatch(entry -> sameProperty(entry, b));
    }
    if (a.isArray() && b.isArray()) {
      return a.size() == b.size() && sameElements(a.iterator(), b.iterator());
    }
    return a.equals(b);
  }

  private static boolean sameProperty(Map.Entry<String, JsonNode> entry, JsonNode other) {
    JsonNode value = other.get(entry.getKey());
    return value != null && same(entry.getValue(), value);
  }

  private static boolean sameElements(Iterator<JsonNode> a, Iterator<JsonNode> b) {
    while (a.hasNext()) {
      if (!same(a.next(), b.next())) {
        return false;
      }
    }
    return true;
  }
}

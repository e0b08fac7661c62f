package io.weir.cluster.apply;

import io.weir.cluster.json.Trees;
import io.weir.cluster.schema.Schema;
import io.weir.cluster.schema.Schema.ListMerge;
import io.weir.cluster.schema.Schema.ListOf;
import io.weir.cluster.schema.Schema.MapOf;
import io.weir.cluster.schema.Schema.Scalar;
import io.weir.cluster.schema.Schema.Struct;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value taken apart into the parts that can be owned singly: fields of a struct, entries of a
 * map, items of a keyed list or a set.
 *
 * @param parts path element -> value, in their order
 * @param open whether any part can come and go, as in maps and lists; so the parts themselves are
 *     in field sets too
 */
record Elements(Map<String, JsonNode> parts, boolean open) {

  /** The parts; empty if the value is owned as a whole. */
  static Optional<Elements> of(Schema schema, JsonNode node) {
    return switch (schema) {
      case Scalar scalar -> Optional.empty();
      case Struct struct ->
          struct.atomic() || !node.isObject()
              ? Optional.empty()
              : Optional.of(new Elements(fields(node), false));
      case MapOf map ->
          map.atomic() || !node.isObject()
              ? Optional.empty()
              : Optional.of(new Elements(fields(node), true));
      case ListOf list ->
          node.isArray()
              ? items(list, (ArrayNode) node).map(items -> new Elements(items, true))
              : Optional.empty();
    };
  }

  private static Map<String, JsonNode> fields(JsonNode node) {
    Map<String, JsonNode> parts = new LinkedHashMap<>();
    node.properties().forEach(field -> parts.put("f:" + field.getKey(), field.getValue()));
    return parts;
  }

  /**
   * Empty where the list is atomic, or its items lack keys or share them: then only the whole can
   * be compared.
   */
  private static Optional<Map<String, JsonNode>> items(ListOf list, ArrayNode node) {
    if (list.merge() instanceof ListMerge.Atomic) {
      return Optional.empty();
    }
    Map<String, JsonNode> parts = new LinkedHashMap<>();
    for (JsonNode item : node) {
      Optional<String> element = element(list.merge(), item);
      if (element.isEmpty() || parts.put(element.get(), item) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(parts);
  }

  private static Optional<String> element(ListMerge merge, JsonNode item) {
    return switch (merge) {
      case ListMerge.Atomic atomic -> Optional.empty();
      case ListMerge.AsSet set -> Optional.of("v:" + item);
      case ListMerge.ByKeys keys -> {
        ObjectNode key = Trees.object();
        for (String name : keys.keys()) {
          if (item.has(name)) {
            key.set(name, item.get(name));
          } else if (name.equals("protocol")) {
            key.put(name, "TCP");
          } else {
            yield Optional.empty();
          }
        }
        yield Optional.of("k:" + new String(Trees.print(key), StandardCharsets.UTF_8));
      }
    };
  }

  /** The schema of a part. */
  static Schema schemaOf(Schema whole, String element) {
    return switch (whole) {
      case Scalar scalar -> Scalar.ANY;
      case Struct struct -> struct.fields().getOrDefault(element.substring(2), Scalar.ANY);
      case MapOf map -> map.values();
      case ListOf list -> list.items();
    };
  }

  /** The whole again, from its parts. */
  static JsonNode assemble(Schema whole, Map<String, JsonNode> parts) {
    if (whole instanceof ListOf) {
      ArrayNode list = Trees.array();
      parts.values().forEach(list::add);
      return list;
    }
    ObjectNode object = Trees.object();
    parts.forEach((element, value) -> object.set(element.substring(2), value));
    return object;
  }

  /** Whether the element is one of the keys by which its list knows the item that it belongs to. */
  static boolean isKey(Schema list, String element) {
    return list instanceof ListOf items
        && items.merge() instanceof ListMerge.ByKeys keys
        && keys.keys().contains(element.substring(2));
  }
}

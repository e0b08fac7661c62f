package io.weir.cluster.patch;

import io.weir.cluster.json.Trees;
import io.weir.cluster.schema.Schema;
import io.weir.cluster.schema.Schema.ListMerge;
import io.weir.cluster.schema.Schema.ListOf;
import io.weir.cluster.schema.Schema.MapOf;
import io.weir.cluster.schema.Schema.Scalar;
import io.weir.cluster.schema.Schema.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Strategic merge patch: a merge patch that knows which lists merge by a key, and obeys the
 * directives {@code $patch}, {@code $retainKeys}, {@code $deleteFromPrimitiveList/<field>} and
 * {@code $setElementOrder/<field>}.
 */
public final class StrategicMerge {
  private static final String PATCH = "$patch";
  private static final String RETAIN_KEYS = "$retainKeys";
  private static final String DELETE_VALUES = "$deleteFromPrimitiveList/";
  private static final String ORDER = "$setElementOrder/";

  private StrategicMerge() {}

  /**
   * Merges the patch into a copy of the document.
   *
   * @throws PatchFailed if a directive is unknown, or an item of a keyed list has no key
   */
  public static JsonNode apply(Schema schema, JsonNode document, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch.deepCopy();
    }
    boolean replace = directive(changes, "replace");
    ObjectNode result =
        !replace && document instanceof ObjectNode object ? object.deepCopy() : Trees.object();
    if (directive(changes, "delete")) {
      return Trees.object();
    }
    if (changes.get(RETAIN_KEYS) instanceof ArrayNode kept) {
      Set<String> names = kept.valueStream().map(JsonNode::asString).collect(Collectors.toSet());
      result.propertyNames().stream()
          .filter(name -> !names.contains(name))
          .toList()
          .forEach(result::remove);
    }
    for (Map.Entry<String, JsonNode> field : changes.properties()) {
      String name = field.getKey();
      if (name.startsWith(DELETE_VALUES)) {
        deleteValues(result, name.substring(DELETE_VALUES.length()), field.getValue());
      } else if (!name.startsWith("$")) {
        merge(schema, result, name, field.getValue());
      }
    }
    for (Map.Entry<String, JsonNode> field : changes.properties()) {
      if (field.getKey().startsWith(ORDER)) {
        String name = field.getKey().substring(ORDER.length());
        reorder(fieldOf(schema, name), result, name, field.getValue());
      }
    }
    return result;
  }

  private static boolean directive(ObjectNode changes, String name) {
    String given = Trees.text(changes, PATCH);
    if (!List.of("", "replace", "delete", "merge").contains(given)) {
      throw PatchFailed.malformed(
          "unknown directive $patch: " + given + "; use replace, merge or delete");
    }
    return given.equals(name);
  }

  private static Schema fieldOf(Schema schema, String name) {
    return switch (schema) {
      case Scalar scalar -> Scalar.ANY;
      case Struct struct -> struct.fields().getOrDefault(name, Scalar.ANY);
      case MapOf map -> map.values();
      case ListOf list -> list.items();
    };
  }

  private static void merge(Schema schema, ObjectNode result, String name, JsonNode change) {
    Schema field = fieldOf(schema, name);
    if (change.isNull()) {
      result.remove(name);
    } else if (change instanceof ArrayNode items && field instanceof ListOf list) {
      result.set(
          name,
          mergeList(list, result.get(name) instanceof ArrayNode old ? old : Trees.array(), items));
    } else if (change instanceof ObjectNode object && directive(object, "delete")) {
      result.remove(name);
    } else {
      result.set(name, apply(field, result.path(name), change));
    }
  }

  private static ArrayNode mergeList(ListOf list, ArrayNode old, ArrayNode items) {
    return switch (list.merge()) {
      case ListMerge.Atomic atomic -> withoutDirectives(items);
      case ListMerge.AsSet set -> {
        ArrayNode result = old.deepCopy();
        items.forEach(
            item -> {
              if (old.valueStream().noneMatch(value -> Trees.same(value, item))) {
                result.add(item.deepCopy());
              }
            });
        yield result;
      }
      case ListMerge.ByKeys keys -> mergeByKey(list, keys.patchKey(), old, items);
    };
  }

  private static ArrayNode withoutDirectives(ArrayNode items) {
    ArrayNode result = Trees.array();
    items
        .valueStream()
        .filter(item -> !item.has(PATCH) || item.size() > 1)
        .forEach(item -> result.add(item.deepCopy()));
    return result;
  }

  private static ArrayNode mergeByKey(ListOf list, String key, ArrayNode old, ArrayNode items) {
    boolean replaceAll =
        items
            .valueStream()
            .anyMatch(item -> item.size() == 1 && Trees.text(item, PATCH).equals("replace"));
    List<JsonNode> result = new ArrayList<>();
    if (!replaceAll) {
      old.forEach(result::add);
    }
    for (JsonNode item : items) {
      if (item.size() == 1 && Trees.text(item, PATCH).equals("replace")) {
        continue;
      }
      if (!item.has(key)) {
        throw PatchFailed.malformed(
            "map: " + item + " does not contain declared merge key: " + key);
      }
      int at = indexOf(result, key, item.get(key));
      if (Trees.text(item, PATCH).equals("delete")) {
        if (at >= 0) {
          result.remove(at);
        }
      } else if (at >= 0) {
        result.set(at, apply(list.items(), result.get(at), item));
      } else {
        result.add(apply(list.items(), Trees.object(), item));
      }
    }
    ArrayNode merged = Trees.array();
    result.forEach(merged::add);
    return merged;
  }

  private static int indexOf(List<JsonNode> items, String key, JsonNode value) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).has(key) && Trees.same(items.get(i).get(key), value)) {
        return i;
      }
    }
    return -1;
  }

  private static void deleteValues(ObjectNode result, String name, JsonNode values) {
    if (result.get(name) instanceof ArrayNode old) {
      ArrayNode rest = Trees.array();
      old.valueStream()
          .filter(item -> values.valueStream().noneMatch(value -> Trees.same(value, item)))
          .forEach(rest::add);
      result.set(name, rest);
    }
  }

  /** Named items in the given order, then the others in theirs. */
  private static void reorder(Schema field, ObjectNode result, String name, JsonNode order) {
    if (!(result.get(name) instanceof ArrayNode items) || !(field instanceof ListOf list)) {
      return;
    }
    List<JsonNode> rest = new ArrayList<>();
    items.forEach(rest::add);
    ArrayNode sorted = Trees.array();
    for (JsonNode wanted : order) {
      int at =
          list.merge() instanceof ListMerge.ByKeys keys
              ? indexOf(rest, keys.patchKey(), wanted.path(keys.patchKey()))
              : rest.indexOf(wanted);
      if (at >= 0) {
        sorted.add(rest.remove(at));
      }
    }
    rest.forEach(sorted::add);
    result.set(name, sorted);
  }
}

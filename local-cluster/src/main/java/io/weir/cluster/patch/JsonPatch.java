package io.weir.cluster.patch;

import io.weir.cluster.json.Trees;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON patch, RFC 6902: a list of operations at JSON pointers; all succeed or none does. */
public final class JsonPatch {
  private JsonPatch() {}

  /**
   * Carries out every operation in turn.
   *
   * @throws PatchFailed if an operation is malformed, names a path that is not there, or is a test
   *     that fails
   */
  public static JsonNode apply(JsonNode document, JsonNode patch) {
    if (!patch.isArray()) {
      throw PatchFailed.malformed("a JSON patch must be an array of operations");
    }
    JsonNode result = document.deepCopy();
    for (JsonNode operation : patch) {
      result = carryOut(result, operation);
    }
    return result;
  }

  private static JsonNode carryOut(JsonNode document, JsonNode operation) {
    List<String> path = pointer(operation, "path");
    String name = Trees.text(operation, "op");
    return switch (name) {
      case "add" -> add(document, path, value(operation));
      case "remove" -> remove(document, path);
      case "replace" -> {
        require(document, path);
        yield path.isEmpty()
            ? value(operation)
            : add(remove(document, path), path, value(operation));
      }
      case "move" -> {
        List<String> from = pointer(operation, "from");
        JsonNode moved = require(document, from);
        if (path.size() > from.size() && path.subList(0, from.size()).equals(from)) {
          throw PatchFailed.malformed(
              "a value cannot be moved into itself: " + Trees.text(operation, "from"));
        }
        yield add(remove(document, from), path, moved);
      }
      case "copy" -> add(document, path, require(document, pointer(operation, "from")).deepCopy());
      case "test" -> {
        if (!Trees.same(require(document, path), value(operation))) {
          throw PatchFailed.unfit("testing value " + Trees.text(operation, "path") + " failed");
        }
        yield document;
      }
      default ->
          throw PatchFailed.malformed("unknown operation \"" + name + "\" in the JSON patch");
    };
  }

  private static JsonNode value(JsonNode operation) {
    JsonNode value = operation.get("value");
    if (value == null) {
      throw PatchFailed.malformed("operation without a value: " + operation);
    }
    return value.deepCopy();
  }

  private static List<String> pointer(JsonNode operation, String field) {
    if (!operation.path(field).isString()) {
      throw PatchFailed.malformed("operation without \"" + field + "\": " + operation);
    }
    String text = operation.get(field).stringValue();
    if (text.isEmpty()) {
      return List.of();
    }
    if (text.charAt(0) != '/') {
      throw PatchFailed.malformed("a JSON pointer must start with \"/\": " + text);
    }
    List<String> segments = new ArrayList<>();
    for (String segment : text.substring(1).split("/", -1)) {
      segments.add(segment.replace("~1", "/").replace("~0", "~"));
    }
    return segments;
  }

  private static JsonNode require(JsonNode document, List<String> path) {
    JsonNode node = document;
    for (String segment : path) {
      node =
          node instanceof ArrayNode array
              ? array.path(index(array, segment, array.size() - 1))
              : node.path(segment);
    }
    if (node.isMissingNode()) {
      throw missing(path);
    }
    return node;
  }

  private static PatchFailed missing(List<String> path) {
    return PatchFailed.unfit("there is nothing at /" + String.join("/", path));
  }

  private static int index(ArrayNode array, String segment, int max) {
    try {
      int index = Integer.parseInt(segment);
      if (index >= 0 && index <= max) {
        return index;
      }
    } catch (NumberFormatException e) {
      throw PatchFailed.unfit("\"" + segment + "\" is not an index into an array");
    }
    throw PatchFailed.unfit(
        "index " + segment + " is out of bounds of an array of " + array.size());
  }

  private static JsonNode add(JsonNode document, List<String> path, JsonNode value) {
    if (path.isEmpty()) {
      return value;
    }
    String last = path.getLast();
    switch (require(document, path.subList(0, path.size() - 1))) {
      case ObjectNode object -> object.set(last, value);
      case ArrayNode array ->
          array.insert(last.equals("-") ? array.size() : index(array, last, array.size()), value);
      default -> throw missing(path);
    }
    return document;
  }

  private static JsonNode remove(JsonNode document, List<String> path) {
    require(document, path);
    if (path.isEmpty()) {
      throw PatchFailed.unfit("the whole document cannot be removed");
    }
    switch (require(document, path.subList(0, path.size() - 1))) {
      case ObjectNode object -> object.remove(path.getLast());
      case ArrayNode array -> array.remove(index(array, path.getLast(), array.size() - 1));
      default -> throw missing(path);
    }
    return document;
  }
}

package io.weir.appmanager;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** RFC 7386: objects merge, {@code null} deletes, everything else replaces. */
public final class MergePatch {
  private MergePatch() {}

  /** The target with the patch applied; neither argument changes. */
  public static JsonNode apply(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) return patch.deepCopy();
    ObjectNode result =
        target instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    patch
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) result.remove(field.getKey());
              else result.set(field.getKey(), apply(result.path(field.getKey()), field.getValue()));
            });
    return result;
  }
}

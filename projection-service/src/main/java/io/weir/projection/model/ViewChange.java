package io.weir.projection.model;

import io.weir.events.wire.JsonText;
import io.weir.events.wire.WireJson;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one event changed of a view without parts, as JSON: only the fields that differ.
 *
 * @param before the fields as they were; empty when nothing changed or there was nothing
 * @param after the fields as they are now; empty when nothing changed
 */
record ViewChange(Optional<JsonText> before, Optional<JsonText> after) {
  /** What every event moves, and says nothing. */
  private static final Set<String> MOVING = Set.of("modifiedAt", "sequence");

  static ViewChange between(Optional<?> before, Object after) {
    ObjectNode now = tree(after);
    if (before.isEmpty()) return new ViewChange(Optional.empty(), Optional.of(json(now)));
    ObjectNode then = tree(before.get());
    ObjectNode lost = differing(then, now);
    ObjectNode gained = differing(now, then);
    if (lost.isEmpty() && gained.isEmpty())
      return new ViewChange(Optional.empty(), Optional.empty());
    return new ViewChange(Optional.of(json(lost)), Optional.of(json(gained)));
  }

  private static ObjectNode tree(Object view) {
    return (ObjectNode) WireJson.mapper().valueToTree(view).deepCopy();
  }

  private static JsonText json(ObjectNode fields) {
    return JsonText.of(WireJson.write(fields));
  }

  /** The fields of the one that the other does not have or has otherwise. */
  private static ObjectNode differing(ObjectNode one, ObjectNode other) {
    ObjectNode differing = one.objectNode();
    for (var field : one.properties()) {
      JsonNode value = field.getValue();
      if (!MOVING.contains(field.getKey()) && !value.equals(other.path(field.getKey())))
        differing.set(field.getKey(), value);
    }
    return differing;
  }
}

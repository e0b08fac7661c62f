package io.weir.cluster.apply;

import io.weir.cluster.json.Trees;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Every manager of one object with the fields that it owns and the time when that last changed.
 * Immutable.
 */
record Owners(Map<Owner, Owned> owned) {
  /** What one manager owns, and since when. */
  record Owned(FieldSet fields, String time) {}

  static Owners of(JsonNode object) {
    Map<Owner, Owned> owned = new LinkedHashMap<>();
    for (JsonNode entry : Trees.at(object, "metadata", "managedFields")) {
      owned.put(
          Owner.parse(entry),
          new Owned(FieldSet.parse(entry.path("fieldsV1")), Trees.text(entry, "time")));
    }
    return new Owners(owned);
  }

  FieldSet fieldsOf(Owner manager) {
    Owned found = owned.get(manager);
    return found == null ? FieldSet.EMPTY : found.fields();
  }

  /** All fields that others own. */
  FieldSet othersThan(Owner manager) {
    FieldSet all = FieldSet.EMPTY;
    for (Map.Entry<Owner, Owned> entry : owned.entrySet()) {
      if (!entry.getKey().equals(manager)) {
        all = all.union(entry.getValue().fields());
      }
    }
    return all;
  }

  /**
   * Each manager with its fields mapped; one whose fields stay the same keeps its time, one left
   * without fields is forgotten.
   */
  Owners map(String now, BiFunction<Owner, FieldSet, FieldSet> change) {
    Map<Owner, Owned> changed = new LinkedHashMap<>();
    owned.forEach(
        (manager, old) -> {
          FieldSet fields = change.apply(manager, old.fields());
          if (!fields.isEmpty()) {
            changed.put(manager, fields.equals(old.fields()) ? old : new Owned(fields, now));
          }
        });
    return new Owners(changed);
  }

  Owners with(Owner manager, FieldSet fields, String now) {
    Map<Owner, Owned> changed = new LinkedHashMap<>(owned);
    Owned old = owned.get(manager);
    if (fields.isEmpty()) {
      changed.remove(manager);
    } else if (old == null || !old.fields().equals(fields)) {
      changed.put(manager, new Owned(fields, now));
    }
    return new Owners(changed);
  }

  /** Appliers first, then by time. */
  ArrayNode print() {
    ArrayNode entries = Trees.array();
    List<Map.Entry<Owner, Owned>> sorted =
        owned.entrySet().stream()
            .sorted(
                Comparator.comparing((Map.Entry<Owner, Owned> e) -> !e.getKey().applies())
                    .thenComparing(e -> e.getValue().time())
                    .thenComparing(e -> e.getKey().name()))
            .toList();
    sorted.forEach(e -> entries.add(e.getKey().print(e.getValue().time(), e.getValue().fields())));
    return entries;
  }
}

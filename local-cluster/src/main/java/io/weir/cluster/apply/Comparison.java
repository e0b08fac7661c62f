package io.weir.cluster.apply;

import io.weir.cluster.json.Trees;
import io.weir.cluster.schema.Schema;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * How one state differs from another.
 *
 * @param changed paths whose value is new or another
 * @param removed paths that are gone
 */
record Comparison(FieldSet changed, FieldSet removed) {
  private static final Comparison EQUAL = new Comparison(FieldSet.EMPTY, FieldSet.EMPTY);

  static Comparison of(Schema schema, JsonNode before, JsonNode after) {
    Optional<Elements> old = Elements.of(schema, before);
    Optional<Elements> now = Elements.of(schema, after);
    if (old.isEmpty() || now.isEmpty()) {
      return Trees.same(before, after) ? EQUAL : new Comparison(FieldSet.HERE, FieldSet.EMPTY);
    }
    Set<String> elements = new LinkedHashSet<>(old.get().parts().keySet());
    elements.addAll(now.get().parts().keySet());
    Comparison result = EQUAL;
    for (String element : elements) {
      JsonNode left = old.get().parts().get(element);
      JsonNode right = now.get().parts().get(element);
      Comparison part = part(Elements.schemaOf(schema, element), left, right, now.get().open());
      result =
          new Comparison(
              result.changed.with(element, part.changed),
              result.removed.with(element, part.removed));
    }
    return result;
  }

  private static Comparison part(Schema schema, JsonNode left, JsonNode right, boolean open) {
    if (left == null) {
      return new Comparison(whole(schema, right, open), FieldSet.EMPTY);
    }
    if (right == null) {
      return new Comparison(FieldSet.EMPTY, whole(schema, left, true));
    }
    return of(schema, left, right);
  }

  /**
   * All paths of a value; maps and lists are themselves among them, so that an empty rest of one
   * still has an owner.
   */
  private static FieldSet whole(Schema schema, JsonNode node, boolean asPart) {
    FieldSet paths = Fields.of(schema, node);
    boolean container = asPart || schema instanceof Schema.MapOf || schema instanceof Schema.ListOf;
    return container ? paths.asMember() : paths;
  }
}

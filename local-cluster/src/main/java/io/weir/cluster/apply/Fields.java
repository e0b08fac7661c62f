package io.weir.cluster.apply;

import io.weir.cluster.schema.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The fields of trees: which there are, how they merge, how some are taken away. */
final class Fields {
  private Fields() {}

  /** The paths that a client owns who applies this value. */
  static FieldSet of(Schema schema, JsonNode node) {
    Optional<Elements> elements = Elements.of(schema, node);
    if (elements.isEmpty() || elements.get().parts().isEmpty()) {
      return FieldSet.HERE;
    }
    TreeMap<String, FieldSet> children = new TreeMap<>();
    elements
        .get()
        .parts()
        .forEach(
            (element, value) -> {
              FieldSet paths = of(Elements.schemaOf(schema, element), value);
              children.put(element, elements.get().open() ? paths.asMember() : paths);
            });
    return new FieldSet(false, children);
  }

  /** The live value with everything that the applied one says. */
  static JsonNode merge(Schema schema, JsonNode live, JsonNode applied) {
    Optional<Elements> old = Elements.of(schema, live);
    Optional<Elements> wanted = Elements.of(schema, applied);
    if (old.isEmpty() || wanted.isEmpty()) {
      return applied.deepCopy();
    }
    Map<String, JsonNode> parts = new LinkedHashMap<>();
    old.get().parts().forEach((element, value) -> parts.put(element, value.deepCopy()));
    wanted
        .get()
        .parts()
        .forEach(
            (element, value) ->
                parts.put(
                    element,
                    parts.containsKey(element)
                        ? merge(Elements.schemaOf(schema, element), parts.get(element), value)
                        : value.deepCopy()));
    return Elements.assemble(schema, parts);
  }

  /**
   * The value without what only the given-up paths held.
   *
   * @param givenUp paths that their owner no longer applies
   * @param kept paths that somebody still owns
   * @return empty if nothing is left
   */
  static Optional<JsonNode> prune(Schema schema, JsonNode node, FieldSet givenUp, FieldSet kept) {
    return prune(schema, node, givenUp, kept, Schema.Scalar.ANY);
  }

  private static Optional<JsonNode> prune(
      Schema schema, JsonNode node, FieldSet givenUp, FieldSet kept, Schema within) {
    Optional<Elements> elements = Elements.of(schema, node);
    if (elements.isEmpty()) {
      return Optional.of(node);
    }
    Map<String, JsonNode> parts = new LinkedHashMap<>();
    elements
        .get()
        .parts()
        .forEach(
            (element, value) -> {
              FieldSet lost = givenUp.child(element);
              FieldSet held = kept.child(element);
              if (lost.isEmpty() || Elements.isKey(within, element)) {
                parts.put(element, value);
              } else if (!(lost.member() && held.isEmpty())) {
                prune(Elements.schemaOf(schema, element), value, lost, held, schema)
                    .ifPresent(rest -> parts.put(element, rest));
              }
            });
    return parts.isEmpty() && !elements.get().parts().isEmpty()
        ? Optional.empty()
        : Optional.of(Elements.assemble(schema, parts));
  }
}

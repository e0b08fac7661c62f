package io.weir.apirules;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values that fit a schema of the description, more or less. */
final class ValueSource {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 12;

  private final Description description;
  private final Vocabulary vocabulary;
  private final SplittableRandom random;

  ValueSource(Description description, Vocabulary vocabulary, SplittableRandom random) {
    this.description = description;
    this.vocabulary = vocabulary;
    this.random = random;
  }

  /** A value for the field or parameter of this name. */
  JsonNode draw(JsonNode unresolved, String name, int depth) {
    JsonNode schema = description.resolved(unresolved);
    String known = vocabulary.draw(name, random);
    if (!known.isEmpty() && random.nextInt(5) > 0) return NODES.stringNode(known);
    List<JsonNode> examples = schema.path("examples").valueStream().toList();
    if (!examples.isEmpty() && random.nextInt(3) > 0) return any(examples).deepCopy();
    if (schema.has("const")) return schema.get("const");
    if (schema.has("enum")) return any(schema.get("enum").valueStream().toList());
    if (schema.has("default") && random.nextBoolean()) return schema.get("default").deepCopy();
    return switch (type(schema)) {
      case "object" -> depth > DEEPEST ? NODES.objectNode() : object(schema, depth);
      case "array" -> array(schema, name, depth);
      case "integer" ->
          NODES.numberNode(
              schema.path("minimum").asInt(0) + random.nextInt(schema.has("maximum") ? 1 : 4));
      case "number" -> NODES.numberNode(schema.path("minimum").asDouble(0.5) + random.nextInt(2));
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "null" -> NODES.nullNode();
      default -> NODES.stringNode(text(schema));
    };
  }

  private String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray() ? any(type.valueStream().toList()).asString() : type.asString("string");
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = NODES.objectNode();
    List<String> required = schema.path("required").valueStream().map(JsonNode::asString).toList();
    for (var property : schema.path("properties").properties())
      if (required.contains(property.getKey()) || random.nextInt(2) == 0)
        object.set(property.getKey(), draw(property.getValue(), property.getKey(), depth + 1));
    if (schema.path("additionalProperties").isObject())
      for (int i = random.nextInt(3); i > 0; i--)
        object.set("key-" + i, draw(schema.get("additionalProperties"), "", depth + 1));
    return object;
  }

  private ArrayNode array(JsonNode schema, String name, int depth) {
    ArrayNode array = NODES.arrayNode();
    for (int i = random.nextInt(3); i > 0; i--)
      array.add(draw(schema.path("items"), name + "-item", depth + 1));
    return array;
  }

  private String text(JsonNode schema) {
    return switch (schema.path("format").asString("")) {
      case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
      case "date-time" -> "2026-11-21T08:00:0" + random.nextInt(10) + "Z";
      default -> "text-" + random.nextInt(5);
    };
  }

  /** The value with one thing in it changed: made odd, left out, doubled in another type. */
  JsonNode spoilt(JsonNode whole) {
    List<Runnable> changes = new ArrayList<>();
    collect(whole, changes);
    if (changes.isEmpty()) return Oddities.value(random);
    any(changes).run();
    return whole;
  }

  private void collect(JsonNode node, List<Runnable> changes) {
    if (node instanceof ObjectNode object) {
      for (String key : List.copyOf(object.propertyNames())) {
        changes.add(() -> object.set(key, Oddities.value(random)));
        changes.add(() -> object.set(key, Oddities.value(random)));
        changes.add(() -> object.remove(key));
        changes.add(() -> object.set(Oddities.text(random), object.get(key).deepCopy()));
        changes.add(() -> object.set(key, NODES.stringNode(object.get(key).asString("text"))));
        collect(object.get(key), changes);
      }
    } else if (node instanceof ArrayNode array) {
      changes.add(() -> array.add(Oddities.value(random)));
      for (JsonNode element : array) collect(element, changes);
    }
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}

package io.weir.apirules;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas of answers, closed: the description leaves objects open, since clients must ignore
 * what they do not know; but what a service answers must be described. So an object whose
 * properties are listed has no others here.
 */
final class AnswerSchemas {
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();
  private final Description description;
  private final ObjectNode schemas;

  AnswerSchemas(Description description) {
    this.description = description;
    this.schemas = description.schemas().deepCopy();
    close(schemas);
  }

  /** Why the value does not fit the schema, each by one sentence; empty when it fits. */
  List<String> faults(JsonNode schema, JsonNode value) {
    return compiled
        .computeIfAbsent(schema, this::compile)
        .validate(
            value.toString(),
            com.networknt.schema.InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .toList();
  }

  private Schema compile(JsonNode schema) {
    ObjectNode alone = schema.deepCopy().asObject();
    close(alone);
    alone.putObject("components").set("schemas", schemas);
    return registry.getSchema(alone.toString());
  }

  private void close(JsonNode node) {
    node.forEach(this::close);
    if (!(node instanceof ObjectNode object)) return;
    if (object.get("allOf") instanceof JsonNode parts && parts.isArray()) {
      parts.forEach(part -> merge(object, description.resolved(part)));
      object.remove("allOf");
    }
    if (object.path("properties").isObject()
        && object.path("type").asString("").equals("object")
        && !object.has("additionalProperties")) object.put("additionalProperties", false);
  }

  /** Taken in, since a closed part would refuse what the whole adds. */
  private static void merge(ObjectNode whole, JsonNode part) {
    part.path("required").forEach(whole.withArray("required")::add);
    ObjectNode properties = whole.withObject("properties");
    part.path("properties")
        .properties()
        .forEach(property -> properties.set(property.getKey(), property.getValue()));
  }
}

package io.weir.events.reference;

import io.weir.events.wire.CloudEventHeaders;
import io.weir.events.wire.WireType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The closed JSON Schema of a record, with its documentation. Generators for any Java class read an
 * absent Optional as null, close free JSON trees and name nested enums by chance, so the few kinds
 * of types that the wire has are written here.
 */
final class SchemaOfRecord {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final RecordDocs docs;

  SchemaOfRecord(RecordDocs docs) {
    this.docs = docs;
  }

  /** The schema as JSON text. */
  String of(WireType<?> type) {
    Map<String, ObjectNode> definitions = new TreeMap<>();
    ObjectNode schema = MAPPER.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", CloudEventHeaders.schema(type.wireName(), type.revision()));
    schema.put("title", type.wireName() + " revision " + type.revision());
    schema.setAll(record(type.javaType(), definitions));
    if (!definitions.isEmpty()) schema.putObject("$defs").setAll(definitions);
    return MAPPER.writeValueAsString(schema) + "\n";
  }

  private ObjectNode record(Class<?> type, Map<String, ObjectNode> definitions) {
    ObjectNode schema = MAPPER.createObjectNode();
    docs.of(type).ifPresent(text -> schema.put("description", text));
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (RecordComponent component : type.getRecordComponents()) {
      ObjectNode property = MAPPER.createObjectNode();
      docs.of(type, component.getName()).ifPresent(text -> property.put("description", text));
      property.setAll(value(component.getGenericType(), definitions));
      properties.set(component.getName(), property);
      if (component.getType() != Optional.class) required.add(component.getName());
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private ObjectNode value(Type type, Map<String, ObjectNode> definitions) {
    return type instanceof ParameterizedType generic
        ? container(generic, definitions)
        : plain((Class<?>) type, definitions);
  }

  private ObjectNode container(ParameterizedType type, Map<String, ObjectNode> definitions) {
    ObjectNode element =
        value(type.getActualTypeArguments()[type.getActualTypeArguments().length - 1], definitions);
    if (type.getRawType() == Optional.class) return element;
    ObjectNode schema = MAPPER.createObjectNode();
    if (type.getRawType() == Map.class) {
      schema.put("type", "object").set("additionalProperties", element);
      return schema;
    }
    schema.put("type", "array").set("items", element);
    if (type.getRawType() == Set.class) schema.put("uniqueItems", true);
    else if (type.getRawType() != List.class) throw unknown(type);
    return schema;
  }

  private ObjectNode plain(Class<?> type, Map<String, ObjectNode> definitions) {
    ObjectNode schema = MAPPER.createObjectNode();
    if (type.isRecord() || type.isEnum()) return reference(type, definitions);
    if (type == String.class) return schema.put("type", "string");
    if (type == UUID.class) return schema.put("type", "string").put("format", "uuid");
    if (type == Instant.class) return schema.put("type", "string").put("format", "date-time");
    if (type == Duration.class) return schema.put("type", "string").put("format", "duration");
    if (type == boolean.class) return schema.put("type", "boolean");
    if (type == BigDecimal.class) return schema.put("type", "number");
    if (type == int.class || type == Integer.class)
      return schema.put("type", "integer").put("format", "int32");
    if (type == long.class || type == Long.class)
      return schema.put("type", "integer").put("format", "int64");
    if (type == JsonNode.class) return schema; // any JSON
    throw unknown(type);
  }

  private ObjectNode reference(Class<?> type, Map<String, ObjectNode> definitions) {
    String name =
        (type.getEnclosingClass() == null ? "" : type.getEnclosingClass().getSimpleName())
            + type.getSimpleName();
    if (!definitions.containsKey(name))
      definitions.put(name, type.isRecord() ? record(type, definitions) : enumeration(type));
    return MAPPER.createObjectNode().put("$ref", "#/$defs/" + name);
  }

  private ObjectNode enumeration(Class<?> type) {
    ObjectNode schema = MAPPER.createObjectNode();
    docs.of(type).ifPresent(text -> schema.put("description", text));
    ArrayNode constants = schema.put("type", "string").putArray("enum");
    for (Object constant : type.getEnumConstants()) constants.add(((Enum<?>) constant).name());
    return schema;
  }

  private static IllegalStateException unknown(Type type) {
    return new IllegalStateException(
        "Expected a type that the wire knows, but got "
            + type
            + ": add its schema to "
            + SchemaOfRecord.class.getSimpleName());
  }
}

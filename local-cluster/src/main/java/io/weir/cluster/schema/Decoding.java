package io.weir.cluster.schema;

import io.weir.cluster.json.Trees;
import io.weir.cluster.schema.Schema.ListOf;
import io.weir.cluster.schema.Schema.MapOf;
import io.weir.cluster.schema.Schema.Scalar;
import io.weir.cluster.schema.Schema.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads a client's tree as an object of a kind: unknown fields, nulls and empty lists and maps are
 * dropped, types are checked, quantities take their canonical form.
 */
public final class Decoding {
  /** Lists that mean something when empty. */
  private static final Set<String> KEPT_EMPTY = Set.of("containers", "rules", "endpoints");

  private final List<String> unknown = new ArrayList<>();

  private Decoding() {}

  /**
   * What came out.
   *
   * @param unknown paths of the fields that the kind does not have
   */
  public record Decoded(ObjectNode object, List<String> unknown) {}

  /**
   * Decodes a copy.
   *
   * @throws WrongType if a value has a type that its field cannot take
   */
  public static Decoded decode(Struct schema, ObjectNode tree) {
    Decoding decoding = new Decoding();
    return new Decoded(decoding.struct(schema, tree, ""), List.copyOf(decoding.unknown));
  }

  private JsonNode value(Schema schema, JsonNode node, String path) {
    return switch (schema) {
      case Scalar scalar -> scalar(scalar, node, path);
      case Struct struct -> {
        if (node instanceof ObjectNode object) {
          yield struct(struct, object, path);
        }
        throw new WrongType(path, "an object", node);
      }
      case MapOf map -> {
        if (node instanceof ObjectNode object) {
          yield map(map, object, path);
        }
        throw new WrongType(path, "a map", node);
      }
      case ListOf list -> {
        if (node instanceof ArrayNode array) {
          yield list(list, array, path);
        }
        throw new WrongType(path, "a list", node);
      }
    };
  }

  private ObjectNode struct(Struct schema, ObjectNode node, String path) {
    ObjectNode result = Trees.object();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = field.getKey();
      String at = path.isEmpty() ? name : path + "." + name;
      Schema known = schema.fields().get(name);
      if (known == null) {
        unknown.add(at);
      } else if (!field.getValue().isNull()) {
        JsonNode decoded = value(known, field.getValue(), at);
        boolean empty = decoded.isEmpty() && (known instanceof ListOf || known instanceof MapOf);
        if (!empty || KEPT_EMPTY.contains(name)) {
          result.set(name, decoded);
        }
      }
    }
    return result;
  }

  private ObjectNode map(MapOf schema, ObjectNode node, String path) {
    ObjectNode result = Trees.object();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      JsonNode given =
          entry.getValue().isNull() && schema.values() == Scalar.STRING
              ? StringNode.valueOf("")
              : entry.getValue();
      result.set(entry.getKey(), value(schema.values(), given, path + "[" + entry.getKey() + "]"));
    }
    return result;
  }

  private ArrayNode list(ListOf schema, ArrayNode node, String path) {
    ArrayNode result = Trees.array();
    for (int i = 0; i < node.size(); i++) {
      if (!node.get(i).isNull()) {
        result.add(value(schema.items(), node.get(i), path + "[" + i + "]"));
      }
    }
    return result;
  }

  private static JsonNode scalar(Scalar scalar, JsonNode node, String path) {
    boolean fits =
        switch (scalar) {
          case STRING -> node.isString();
          case INTEGER ->
              node.isIntegralNumber()
                  || (node.isNumber() && node.decimalValue().stripTrailingZeros().scale() <= 0);
          case NUMBER -> node.isNumber();
          case BOOLEAN -> node.isBoolean();
          case INT_OR_STRING -> node.isIntegralNumber() || node.isString();
          case QUANTITY -> node.isNumber() || node.isString();
          case ANY -> true;
        };
    if (!fits) {
      throw new WrongType(path, scalar.name().toLowerCase(Locale.ROOT).replace('_', ' '), node);
    }
    if (scalar == Scalar.QUANTITY) {
      String text = node.isString() ? node.stringValue() : node.toString();
      return StringNode.valueOf(
          Quantities.canonical(text)
              .orElseThrow(() -> new WrongType(path, "a quantity such as 500m or 2Gi", node)));
    }
    return node.deepCopy();
  }
}

package io.weir.events.spec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON tree in one form per meaning: fields sorted, 1.0 and 1 the same number, no matter which
 * parser made it. Otherwise an untouched spec would differ from itself after a replay.
 */
public final class CanonicalTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Beyond this many trailing zeros a number keeps its exponent instead of being written out. */
  private static final int MOST_ZEROS = 30;

  private CanonicalTree() {}

  /** A canonical copy, safe from later changes of the original. */
  public static JsonNode of(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        Map<String, JsonNode> sorted = new TreeMap<>();
        object.properties().forEach(field -> sorted.put(field.getKey(), of(field.getValue())));
        yield NODES.objectNode().setAll(sorted);
      }
      case ArrayNode array -> {
        ArrayNode copy = NODES.arrayNode(array.size());
        array.forEach(element -> copy.add(of(element)));
        yield copy;
      }
      default -> node.isNumber() ? number(node.decimalValue()) : node;
    };
  }

  private static JsonNode number(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    if (stripped.scale() > 0 || stripped.scale() < -MOST_ZEROS) return NODES.numberNode(stripped);
    // The node that a parser makes of the digits: int where it fits, then long, then big.
    BigInteger whole = stripped.toBigInteger();
    if (whole.bitLength() < Integer.SIZE) return NODES.numberNode(whole.intValue());
    if (whole.bitLength() < Long.SIZE) return NODES.numberNode(whole.longValue());
    return NODES.numberNode(whole);
  }
}

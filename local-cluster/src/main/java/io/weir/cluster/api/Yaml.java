package io.weir.cluster.api;

import io.weir.cluster.json.Trees;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Reads a YAML body as a JSON tree. The parser comes with the Kubernetes client. */
final class Yaml {
  private Yaml() {}

  static boolean looksLikeJson(byte[] body) {
    for (byte b : body) {
      if (!Character.isWhitespace(b)) {
        return b == '{' || b == '[';
      }
    }
    return false;
  }

  static JsonNode parse(byte[] body) {
    try {
      return tree(
          new Load(LoadSettings.builder().build())
              .loadFromString(new String(body, StandardCharsets.UTF_8)));
    } catch (YamlEngineException e) {
      throw ApiFailure.badRequest("the body of the request is not YAML: " + e.getMessage());
    }
  }

  private static JsonNode tree(Object value) {
    return switch (value) {
      case null -> NullNode.getInstance();
      case Map<?, ?> map -> {
        ObjectNode object = Trees.object();
        map.forEach((name, item) -> object.set(String.valueOf(name), tree(item)));
        yield object;
      }
      case List<?> list -> {
        ArrayNode array = Trees.array();
        list.forEach(item -> array.add(tree(item)));
        yield array;
      }
      case Integer number -> IntNode.valueOf(number);
      case Long number -> LongNode.valueOf(number);
      case BigInteger number -> BigIntegerNode.valueOf(number);
      case Double number -> DoubleNode.valueOf(number);
      case Boolean flag -> BooleanNode.valueOf(flag);
      default -> StringNode.valueOf(String.valueOf(value));
    };
  }
}

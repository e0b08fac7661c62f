package io.weir.cluster.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** A Flink {@code config.yaml}, or {@code flink-conf.yaml} of lines before 1.19, as flat keys. */
public final class FlinkConfiguration {
  private FlinkConfiguration() {}

  /**
   * The settings by their dotted keys; nested and flat keys mean the same.
   *
   * @throws IllegalArgumentException if the text is not YAML: Flink would refuse it too
   */
  public static Map<String, String> flatten(String yaml) {
    try {
      Map<String, String> flat = new LinkedHashMap<>();
      JsonNode tree = YAMLMapper.builder().build().readTree(yaml);
      if (tree != null && tree.isObject()) {
        collect("", tree, flat);
      }
      return flat;
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(
          "Expected config.yaml to be YAML, but " + malformed.getOriginalMessage(), malformed);
    }
  }

  /**
   * The settings of a {@code flink-conf.yaml}, which is no YAML: {@code key: value} per line as it
   * stands, up to a {@code #}. Flink passes over other lines, and so does this.
   */
  public static Map<String, String> lines(String text) {
    Map<String, String> flat = new LinkedHashMap<>();
    text.lines()
        .map(line -> line.split("#", 2)[0].strip().split(": ", 2))
        .filter(option -> option.length == 2)
        .forEach(option -> flat.put(option[0].strip(), option[1].strip()));
    return flat;
  }

  private static void collect(String prefix, JsonNode node, Map<String, String> flat) {
    node.properties()
        .forEach(
            property -> {
              String key = prefix + property.getKey();
              if (property.getValue().isObject()) {
                collect(key + ".", property.getValue(), flat);
              } else {
                flat.put(
                    key,
                    property.getValue().isValueNode()
                        ? property.getValue().asText()
                        : property.getValue().toString());
              }
            });
  }
}

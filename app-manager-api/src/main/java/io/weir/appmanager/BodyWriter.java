package io.weir.appmanager;

import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Writes resources and problems as JSON or YAML. */
public final class BodyWriter {
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                  .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                  .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .build())
          .build();

  private BodyWriter() {}

  /** The value as UTF-8 text of this syntax. */
  public static byte[] write(Object value, BodySyntax syntax) {
    return switch (syntax) {
      case JSON -> ResourceJson.mapper().writeValueAsBytes(value);
      case YAML ->
          YAML.writeValueAsBytes(
              value instanceof JsonNode tree ? tree : ResourceJson.mapper().valueToTree(value));
    };
  }
}

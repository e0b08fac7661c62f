package io.weir.appmanager;

import io.weir.events.spec.ResourceSpec;
import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads cores as a number, as text, or as thousandths with an {@code m} (app-manager-api.md 2.2:
 * {@code 1}, {@code "1"}, {@code "500m"}).
 */
final class ResourceSpecReader extends StdDeserializer<ResourceSpec> {
  private static final String EXPECTED =
      "Expected cpu and memory, for example {cpu: 1, memory: 1g}; cpu is a number of cores such as 0.5 or 500m";

  ResourceSpecReader() {
    super(ResourceSpec.class);
  }

  @Override
  public ResourceSpec deserialize(JsonParser parser, DeserializationContext context) {
    JsonNode tree = context.readTree(parser);
    JsonNode cpu = tree.path("cpu");
    JsonNode memory = tree.path("memory");
    if (!cpu.isValueNode() || cpu.isNull() || !memory.isValueNode() || memory.isNull())
      return context.reportInputMismatch(ResourceSpec.class, EXPECTED);
    try {
      return new ResourceSpec(cores(cpu.asString().strip()), memory.asString().strip());
    } catch (NumberFormatException e) {
      return context.reportInputMismatch(ResourceSpec.class, EXPECTED);
    }
  }

  private static BigDecimal cores(String text) {
    if (text.length() > BodyLimits.NUMBER_DIGITS)
      throw new NumberFormatException("too many digits");
    return text.endsWith("m")
        ? new BigDecimal(text.substring(0, text.length() - 1)).movePointLeft(3)
        : new BigDecimal(text);
  }
}

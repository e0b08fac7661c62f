package io.weir.events.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema (2020-12) of every event and report type and revision: what {@code
 * /schemas/<name>/<revision>} answers.
 */
public final class Schemas {
  private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)*(\\.[a-z]+(-[a-z]+)*)*");
  private static final Pattern REVISION = Pattern.compile("[0-9]+");
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private Schemas() {}

  /**
   * The closed schema, which Weir writes by: it names every field and allows no other.
   *
   * @return JSON text, or empty when there is no such type or revision
   */
  public static Optional<String> closed(String wireName, String revision) {
    // A name from a request's path must not leave the folder.
    if (!NAME.matcher(wireName).matches() || !REVISION.matcher(revision).matches())
      return Optional.empty();
    try (InputStream in =
        Schemas.class.getResourceAsStream("/schemas/" + wireName + "/" + revision + ".json")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Expected to read the schema of " + wireName + " revision " + revision, e);
    }
  }

  /**
   * The open schema, for consumers: the same fields, and whatever a later revision adds. Who reads
   * by it ignores fields that it does not know.
   *
   * @return JSON text, or empty when there is no such type or revision
   */
  public static Optional<String> open(String wireName, String revision) {
    return closed(wireName, revision)
        .map(
            text -> {
              ObjectNode schema = (ObjectNode) MAPPER.readTree(text);
              schema.put("$id", schema.get("$id").asString() + ":open");
              open(schema);
              return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
            });
  }

  private static void open(JsonNode node) {
    if (node instanceof ObjectNode schema
        && schema.get("additionalProperties") instanceof JsonNode additional
        && additional.isBoolean()
        && !additional.booleanValue()) {
      schema.remove("additionalProperties");
    }
    node.forEach(Schemas::open);
  }
}

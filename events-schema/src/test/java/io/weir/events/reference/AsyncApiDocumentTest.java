package io.weir.events.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.wire.SchemaCheck;
import io.weir.events.wire.WireType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The AsyncAPI document as committed says what is true. */
class AsyncApiDocumentTest {
  private static final Path FILE = Repository.ROOT.resolve("api/asyncapi.yaml");
  private static final JsonMapper JSON = JsonMapper.shared();
  private static JsonNode document;

  @BeforeAll
  static void read() throws IOException {
    document = AsyncApiDocument.YAML.readTree(Files.readString(FILE));
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = new ArrayList<>();
    collectReferences(document, references);

    assertThat(references)
        .hasSizeGreaterThan(2 * WireNames.all().size())
        .allSatisfy(
            reference -> {
              if (reference.startsWith("#"))
                assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse();
              else assertThat(FILE.getParent().resolve(reference)).exists();
            });
  }

  @Test
  void everyTypeIsAMessageOfOneChannel() {
    List<String> listed = new ArrayList<>();
    document
        .get("channels")
        .forEach(channel -> listed.addAll(channel.get("messages").propertyNames()));

    assertThat(listed)
        .containsExactlyElementsOf(WireNames.all().stream().map(WireType::wireName).toList());
  }

  @Test
  void everyExampleFitsItsSchemas() throws IOException {
    for (WireType<?> type : WireNames.all()) {
      JsonNode message = document.at("/components/messages").get(type.wireName());
      String payload =
          Files.readString(FILE.getParent().resolve(AsyncApiDocument.schemaPath(type)));
      assertThat(message.get("examples")).isNotEmpty();
      for (JsonNode example : message.get("examples")) {
        assertThat(SchemaCheck.problems(payload, bytes(example.get("payload")))).isEmpty();
        assertThat(SchemaCheck.problems(headers(message), bytes(example.get("headers"))))
            .as("headers of %s", type.wireName())
            .isEmpty();
      }
    }
  }

  /** The headers' schema of the message's trait, closed, so that a header without a word fails. */
  private static String headers(JsonNode message) {
    JsonNode trait = document.at(message.at("/traits/0/$ref").asString().substring(1));
    ObjectNode schema =
        (ObjectNode) document.at(trait.at("/headers/$ref").asString().substring(1)).deepCopy();
    return JSON.writeValueAsString(schema.put("additionalProperties", false));
  }

  private static byte[] bytes(JsonNode node) {
    return JSON.writeValueAsBytes(node);
  }

  private static void collectReferences(JsonNode node, List<String> found) {
    if (node.isObject() && node.has("$ref")) found.add(node.get("$ref").asString());
    node.forEach(child -> collectReferences(child, found));
  }
}

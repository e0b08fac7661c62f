package io.weir.events.reference;

import io.weir.events.wire.Actor;
import io.weir.events.wire.CloudEventHeaders;
import io.weir.events.wire.EventCodec;
import io.weir.events.wire.EventMetadata;
import io.weir.events.wire.EventType;
import io.weir.events.wire.ReportCodec;
import io.weir.events.wire.ReportMetadata;
import io.weir.events.wire.ReportType;
import io.weir.events.wire.WireType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * {@code api/asyncapi.yaml}: a hand-written head (topics, operations, headers) and one message per
 * type, with the golden samples as examples.
 */
final class AsyncApiDocument {
  static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .disable(YAMLWriteFeature.SPLIT_LINES)
          // Bare, a time would be no text to readers of YAML 1.1.
          .disable(YAMLWriteFeature.MINIMIZE_QUOTES)
          .build();

  private static final String NOTE =
      """
      # Written by the tests of events-schema from asyncapi-head.yaml, the wire tables and the golden samples;
      # not edited by hand (docs/handbook.md, "add an event").
      """;
  private static final Instant TIME = Instant.parse("2026-03-14T09:30:51.204117Z");
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private final RecordDocs docs;

  AsyncApiDocument(RecordDocs docs) {
    this.docs = docs;
  }

  /** The document as YAML. */
  String text() throws IOException {
    ObjectNode document;
    try (var head = AsyncApiDocument.class.getResourceAsStream("/asyncapi-head.yaml")) {
      document = (ObjectNode) YAML.readTree(head);
    }
    ObjectNode messages = ((ObjectNode) document.get("components")).putObject("messages");
    add("weirEvents", "event", EventType.values(), document, messages);
    add("weirTransitions", "report", ReportType.values(), document, messages);
    return NOTE + YAML.writeValueAsString(document);
  }

  private void add(
      String channel, String trait, WireType<?>[] types, ObjectNode document, ObjectNode messages)
      throws IOException {
    ObjectNode listed = ((ObjectNode) document.get("channels").get(channel)).putObject("messages");
    for (WireType<?> type : types) {
      listed.putObject(type.wireName()).put("$ref", "#/components/messages/" + type.wireName());
      messages.set(type.wireName(), message(type, trait));
    }
  }

  private ObjectNode message(WireType<?> type, String trait) throws IOException {
    ObjectNode message = YAML.createObjectNode();
    message.put("name", CloudEventHeaders.type(type.wireName(), type.revision()));
    message.put("title", type.wireName());
    message.put("summary", docs.of(type.javaType()).orElseThrow());
    message.putArray("traits").addObject().put("$ref", "#/components/messageTraits/" + trait);
    message
        .putObject("payload")
        .put("schemaFormat", "application/schema+json;version=draft-2020-12")
        .putObject("schema")
        .put("$ref", schemaPath(type));
    ArrayNode examples = message.putArray("examples");
    for (Path sample : samples(type)) examples.add(example(type, sample));
    return message;
  }

  private static ObjectNode example(WireType<?> type, Path sample) throws IOException {
    ObjectNode payload = (ObjectNode) JsonMapper.shared().readTree(Files.readString(sample));
    ObjectNode example = YAML.createObjectNode();
    example.put("name", sample.getFileName().toString().replaceFirst("\\.json$", ""));
    ObjectNode headers = example.putObject("headers");
    headers(type, payload).forEach(headers::put);
    example.set("payload", payload);
    return example;
  }

  private static Map<String, String> headers(WireType<?> type, JsonNode payload) {
    UUID id = UUID.fromString("019aa1b2-00ff-7000-8000-0000000000ff");
    UUID cause = UUID.fromString("019aa1b2-00fe-7000-8000-0000000000fe");
    Map<String, String> headers =
        switch (type) {
          case EventType event ->
              CloudEventHeaders.of(
                  new EventMetadata(
                      id,
                      EventCodec.decode(
                              event.wireName(),
                              event.revision(),
                              JsonMapper.shared().writeValueAsBytes(payload))
                          .aggregateId(),
                      7,
                      1234,
                      TIME,
                      "default",
                      "top-speed",
                      new Actor(Actor.Kind.USER, "ada"),
                      Optional.of("nightly upgrade"),
                      cause,
                      cause,
                      "PatchDeployment",
                      Optional.of(TRACE)),
                  event);
          case ReportType report ->
              CloudEventHeaders.of(
                  new ReportMetadata(id, TIME, "executor-0", cause, cause, Optional.of(TRACE)),
                  report,
                  ReportCodec.decode(
                          report.wireName(),
                          report.revision(),
                          JsonMapper.shared().writeValueAsBytes(payload))
                      .subjectId());
        };
    return new LinkedHashMap<>(headers);
  }

  static String schemaPath(WireType<?> type) {
    return "../events-schema/src/main/resources/schemas/%s/%s.json"
        .formatted(type.wireName(), type.revision());
  }

  private static List<Path> samples(WireType<?> type) throws IOException {
    try (Stream<Path> files = Files.list(Repository.GOLDEN.resolve(type.wireName()))) {
      return files
          .filter(
              file -> file.getFileName().toString().matches(type.revision() + "(-minimal)?\\.json"))
          .sorted()
          .toList();
    }
  }
}

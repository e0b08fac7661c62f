package io.weir.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.weir.events.WeirEvent;
import io.weir.events.report.TransitionReport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Weir writes to Kafka is a CloudEvent to the CloudEvents project's own SDK. */
class OfficialSdkTest {
  private static final Instant TIME = Instant.parse("2026-03-14T09:30:51.204117Z");
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  static List<GoldenSample> samples() {
    return GoldenSample.current();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsHeadersAndBytesAsACloudEvent(GoldenSample sample) {
    Object value = sample.decode(sample.bytes());
    byte[] bytes = WireJson.write(value);
    Map<String, String> headers =
        switch (value) {
          case WeirEvent event -> eventHeaders(event);
          case TransitionReport report -> reportHeaders(report);
          default -> throw new AssertionError("Expected an event or a report: " + sample);
        };

    CloudEvent event = KafkaMessageFactory.createReader(kafkaRecord(headers, bytes)).toEvent();

    assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
    assertThat(event.getId()).isEqualTo(new UUID(1, 1).toString());
    assertThat(event.getType()).isEqualTo("io.weir." + sample.wireName() + ".v1");
    assertThat(event.getTime()).isEqualTo(TIME.atOffset(ZoneOffset.UTC));
    assertThat(event.getDataContentType()).isEqualTo("application/json");
    assertThat(event.getDataSchema())
        .hasToString("urn:weir:schema:" + sample.wireName() + ":1")
        .matches(URI::isAbsolute, "CloudEvents 1.0 wants an absolute URI");
    assertThat(event.getData()).isNotNull();
    assertThat(event.getData().toBytes()).isEqualTo(bytes);
    assertThat(event.getAttributeNames())
        .allMatch(
            name -> name.matches("[a-z0-9]{1,20}"), "lower-case letters and digits, 20 at most");
    assertThat(event.getExtensionNames())
        .contains("correlationid", "causationid", "actor", "traceparent");
    if (value instanceof WeirEvent)
      assertThat(event.getExtensionNames()).contains("sequence", "position", "command", "reason");
  }

  private static Map<String, String> eventHeaders(WeirEvent event) {
    return CloudEventHeaders.of(
        new EventMetadata(
            new UUID(1, 1),
            event.aggregateId(),
            7,
            1234,
            TIME,
            "default",
            "top-speed",
            new Actor(Actor.Kind.USER, "ada"),
            Optional.of("nightly upgrade"),
            new UUID(3, 3),
            new UUID(4, 4),
            "PatchDeployment",
            Optional.of(TRACE)),
        EventType.of(event));
  }

  private static Map<String, String> reportHeaders(TransitionReport report) {
    return CloudEventHeaders.of(
        new ReportMetadata(
            new UUID(1, 1), TIME, "executor-0", new UUID(3, 3), new UUID(4, 4), Optional.of(TRACE)),
        ReportType.of(report),
        report.subjectId());
  }

  private static ConsumerRecord<String, byte[]> kafkaRecord(
      Map<String, String> headers, byte[] bytes) {
    ConsumerRecord<String, byte[]> kafkaRecord =
        new ConsumerRecord<>("weir.events", 0, 0, "key", bytes);
    headers.forEach(
        (name, text) -> kafkaRecord.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return kafkaRecord;
  }
}

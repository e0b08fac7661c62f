package io.weir.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.eventlog.EventStore;
import io.weir.eventlog.Partitions;
import io.weir.events.wire.Actor;
import io.weir.events.wire.CloudEventHeaders;
import io.weir.events.wire.EventMetadata;
import io.weir.events.wire.EventType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class EventRecordsTest {
  private static final UUID EVENT = UUID.fromString("01930000-0000-7000-8000-00000000000a");
  private static final UUID AGGREGATE = UUID.fromString("01930000-0000-7000-8000-00000000000b");
  private static final UUID CAUSE = UUID.fromString("01930000-0000-7000-8000-00000000000c");
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private static final EventMetadata METADATA =
      new EventMetadata(
          EVENT,
          AGGREGATE,
          3,
          41,
          EventStore.TIME,
          "default",
          "orders",
          new Actor(Actor.Kind.USER, "ada"),
          Optional.of("größer"),
          CAUSE,
          CAUSE,
          "PatchDeployment",
          Optional.of(TRACE));

  private static final String STORED =
      """
      {"namespace":"default","subject":"orders","actor":"user:ada","reason":"größer","command":"PatchDeployment",
       "correlationId":"%s","causationId":"%s","traceparent":"%s"}
      """
          .formatted(CAUSE, CAUSE, TRACE);

  @Test
  void carriesExactlyTheHeadersOfTheEventSchema() {
    ProducerRecord<byte[], byte[]> record = EventRecords.of(event(STORED), "weir.events", 8);
    assertThat(headers(record))
        .isEqualTo(CloudEventHeaders.of(METADATA, EventType.named("job.started").orElseThrow()));
    assertThat(CloudEventHeaders.metadata(headers(record))).isEqualTo(METADATA);
  }

  @Test
  void keepsTheBytesAndGoesToTheAggregatesPartition() {
    StoredEvent event = event(STORED);
    ProducerRecord<byte[], byte[]> record = EventRecords.of(event, "weir.events", 8);
    assertThat(record.value()).isEqualTo(event.payload());
    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(AGGREGATE.toString());
    assertThat(record.partition()).isEqualTo(Partitions.of(AGGREGATE, 8));
    assertThat(record.topic()).isEqualTo("weir.events");
  }

  @Test
  void leavesOutWhatIsUnknown() {
    String least = "{\"namespace\":\"default\"}";
    assertThat(headers(EventRecords.of(event(least), "weir.events", 8)))
        .doesNotContainKeys(
            CloudEventHeaders.TRACEPARENT, CloudEventHeaders.REASON, CloudEventHeaders.SUBJECT)
        .containsEntry(CloudEventHeaders.SOURCE, "/namespaces/default/deployments/" + AGGREGATE);
  }

  @Test
  void namesTheRowWhoseMetadataItCannotRead() {
    assertThatThrownBy(() -> EventRecords.of(event("[]"), "weir.events", 8))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the metadata of event %s at position 41", EVENT);
    assertThatThrownBy(() -> EventRecords.of(event("{}"), "weir.events", 8))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("to name its namespace");
  }

  @Test
  void namesTheKindOfTheAggregateInTheSourceAndStandsBeforeAnUnknownOne() {
    ProducerRecord<byte[], byte[]> target =
        EventRecords.of(event("deployment-target", STORED), "weir.events", 8);
    assertThat(headers(target))
        .containsEntry("ce_source", "/namespaces/default/deployment-targets/" + AGGREGATE);
    assertThatThrownBy(() -> EventRecords.of(event("river", STORED), "weir.events", 8))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("of a known kind, but its aggregate_type is 'river'");
  }

  private static StoredEvent event(String metadata) {
    return event("deployment", metadata);
  }

  private static StoredEvent event(String kind, String metadata) {
    return new StoredEvent(
        41,
        EVENT,
        AGGREGATE,
        3,
        kind,
        "job.started",
        "1",
        EventStore.TIME,
        "{\"n\":\"ü\"}".getBytes(StandardCharsets.UTF_8),
        metadata.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new TreeMap<>();
    record
        .headers()
        .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    return headers;
  }
}

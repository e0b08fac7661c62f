package io.weir.eventlog.relay;

import io.weir.eventlog.Partitions;
import io.weir.events.AggregateKind;
import io.weir.events.wire.CloudEventHeaders;
import io.weir.events.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;

/**
 * A stored event as a Kafka record: CloudEvents 1.0 in binary mode (conventions.md 4.2). The same
 * row always gives the same bytes.
 */
final class EventRecords {
  private static final ObjectReader TEXTS =
      WireJson.mapper().readerFor(new TypeReference<Map<String, String>>() {});

  private static final byte[] JSON = "application/json".getBytes(StandardCharsets.UTF_8);
  private static final byte[] ONE = "1.0".getBytes(StandardCharsets.UTF_8);
  private static final String ZEROS = "0".repeat(20);

  /** Keys of the store's metadata and the headers that carry them. */
  private static final Map<String, String> HEADER_OF =
      new TreeMap<>(
          Map.of(
              "actor", CloudEventHeaders.ACTOR,
              "reason", CloudEventHeaders.REASON,
              "correlationId", CloudEventHeaders.CORRELATION_ID,
              "causationId", CloudEventHeaders.CAUSATION_ID,
              "command", CloudEventHeaders.COMMAND,
              "traceparent", CloudEventHeaders.TRACEPARENT,
              "subject", CloudEventHeaders.SUBJECT));

  private EventRecords() {}

  /**
   * The record of an event.
   *
   * @throws IllegalStateException when the metadata is no JSON object of strings, or lacks the
   *     namespace, or the kind of aggregate is unknown
   */
  static ProducerRecord<byte[], byte[]> of(StoredEvent event, String topic, int partitions) {
    Map<String, String> metadata = metadata(event);
    UUID aggregate = event.aggregateId();
    var record =
        new ProducerRecord<>(
            topic,
            Partitions.of(aggregate, partitions),
            aggregate.toString().getBytes(StandardCharsets.UTF_8),
            event.payload());
    record.headers().add(CloudEventHeaders.CONTENT_TYPE, JSON);
    record.headers().add(CloudEventHeaders.SPEC_VERSION, ONE);
    header(record, CloudEventHeaders.ID, event.eventId().toString());
    header(
        record,
        CloudEventHeaders.SOURCE,
        CloudEventHeaders.source(kind(event), metadata.get("namespace"), aggregate));
    header(record, CloudEventHeaders.TYPE, CloudEventHeaders.type(event.type(), event.revision()));
    header(record, CloudEventHeaders.TIME, event.occurredAt().toString());
    header(
        record,
        CloudEventHeaders.DATA_SCHEMA,
        CloudEventHeaders.schema(event.type(), event.revision()));
    header(record, CloudEventHeaders.SEQUENCE, sequence(event.sequence()));
    header(record, CloudEventHeaders.POSITION, Long.toString(event.position()));
    HEADER_OF.forEach(
        (key, name) -> {
          String value = metadata.get(key);
          if (value != null) {
            header(record, name, value);
          }
        });
    return record;
  }

  /** 20 digits, so that texts sort as numbers do. */
  private static String sequence(long sequence) {
    String digits = Long.toString(sequence);
    return ZEROS.substring(digits.length()) + digits;
  }

  private static Map<String, String> metadata(StoredEvent event) {
    try {
      Map<String, String> metadata = TEXTS.readValue(event.metadata());
      if (metadata.get("namespace") == null) {
        throw new IllegalStateException(
            "Expected the metadata of event %s at position %d to name its namespace, but it does not; the relay stands until the row is repaired."
                .formatted(event.eventId(), event.position()));
      }
      return metadata;
    } catch (JacksonException failure) {
      throw new IllegalStateException(
          "Expected the metadata of event %s at position %d to be a JSON object of strings, but: %s; the relay stands until the row is repaired."
              .formatted(event.eventId(), event.position(), failure.getOriginalMessage()),
          failure);
    }
  }

  private static AggregateKind kind(StoredEvent event) {
    return AggregateKind.stored(event.aggregateType())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Expected event %s at position %d to be of a known kind, but its aggregate_type is '%s'; the relay stands until a version that knows it is started."
                        .formatted(event.eventId(), event.position(), event.aggregateType())));
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}

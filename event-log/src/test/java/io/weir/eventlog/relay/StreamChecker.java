package io.weir.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.eventlog.EventStore;
import io.weir.eventlog.LogRecord;
import io.weir.eventlog.Partitions;
import io.weir.events.wire.CloudEventHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What the topic must be to the store, after all is quiet: nothing missing, nothing foreign, first
 * occurrences in the order of the store (per partition, hence per key), repeats identical.
 */
final class StreamChecker {
  private StreamChecker() {}

  static void check(
      List<EventStore.Stored> stored, List<LogRecord> topic, int partitions, String context) {
    Map<UUID, LogRecord> first = new TreeMap<>();
    Map<Integer, List<Long>> firstPositions = new TreeMap<>();
    for (LogRecord record : topic) {
      UUID id = UUID.fromString(record.headers().get(CloudEventHeaders.ID));
      LogRecord known = first.putIfAbsent(id, record);
      if (known == null) {
        firstPositions
            .computeIfAbsent(record.partition(), p -> new ArrayList<>())
            .add(record.position().orElseThrow());
      } else {
        assertThat(bytesOf(record)).as("%s: a repeat of %s", context, id).isEqualTo(bytesOf(known));
      }
      assertThat(record.partition())
          .as("%s: the partition of %s", context, record.key())
          .isEqualTo(Partitions.of(record.key(), partitions));
    }
    Map<Integer, List<Long>> expected = new TreeMap<>();
    for (EventStore.Stored event : stored) {
      expected
          .computeIfAbsent(Partitions.of(event.aggregate(), partitions), p -> new ArrayList<>())
          .add(event.position());
      LogRecord sent = first.get(event.id());
      assertThat(sent).as("%s: event %s in the topic", context, event).isNotNull();
      assertThat(sent.key()).isEqualTo(event.aggregate().toString());
      assertThat(sent.headers().get(CloudEventHeaders.SEQUENCE))
          .isEqualTo("%020d".formatted(event.sequence()));
    }
    assertThat(firstPositions)
        .as("%s: first occurrences, by partition, in the order of the store", context)
        .isEqualTo(expected);
  }

  private static List<Object> bytesOf(LogRecord record) {
    return List.of(
        record.partition(),
        record.key(),
        record.headers(),
        java.util.HexFormat.of().formatHex(record.payload()));
  }
}

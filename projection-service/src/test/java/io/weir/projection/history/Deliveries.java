package io.weir.projection.history;

import io.weir.eventlog.LogRecord;
import io.weir.eventlog.reader.Delivered;
import io.weir.events.wire.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Events as a reader delivers them, without a broker. */
public final class Deliveries {
  private Deliveries() {}

  /** The events as records of one partition; the offset is the place in the list. */
  public static List<Delivered<RecordedEvent>> delivered(List<RecordedEvent> events) {
    return IntStream.range(0, events.size())
        .mapToObj(
            offset ->
                new Delivered<>(
                    new LogRecord(
                        "weir.events",
                        0,
                        offset,
                        Instant.EPOCH,
                        events.get(offset).metadata().aggregateId().toString(),
                        Map.of(),
                        new byte[0]),
                    events.get(offset)))
        .toList();
  }
}

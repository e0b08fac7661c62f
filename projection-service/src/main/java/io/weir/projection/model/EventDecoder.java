package io.weir.projection.model;

import io.weir.eventlog.LogRecord;
import io.weir.eventlog.reader.RecordDecoder;
import io.weir.events.AggregateKind;
import io.weir.events.WeirEvent;
import io.weir.events.wire.CloudEventHeaders;
import io.weir.events.wire.EventCodec;
import io.weir.events.wire.EventHead;
import io.weir.events.wire.EventMetadata;
import io.weir.events.wire.RecordedEvent;
import io.weir.events.wire.UndecodableException;

/** Reads a record of {@code weir.events}. */
public final class EventDecoder implements RecordDecoder<RecordedEvent> {
  @Override
  public RecordedEvent decode(LogRecord record) {
    EventHead head = CloudEventHeaders.head(record.headers());
    EventMetadata metadata = head.metadata();
    AggregateKind kind = head.kind();
    WeirEvent event = EventCodec.decode(head.wireName(), head.revision(), record.payload());
    if (event.kind() != kind || !event.aggregateId().equals(metadata.aggregateId()))
      throw new UndecodableException(
          "Expected an event of %s %s, but its body speaks of %s %s"
              .formatted(
                  kind.stored(),
                  metadata.aggregateId(),
                  event.kind().stored(),
                  event.aggregateId()));
    return new RecordedEvent(metadata, event);
  }
}

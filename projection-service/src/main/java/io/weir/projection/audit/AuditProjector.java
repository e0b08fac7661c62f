package io.weir.projection.audit;

import io.weir.events.wire.EventMetadata;
import io.weir.events.wire.EventType;
import io.weir.events.wire.RecordedEvent;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Turns each event into exactly one audit row. Pure. */
public final class AuditProjector {
  private AuditProjector() {}

  /**
   * The row of the event.
   *
   * @param before JSON of what the event changed, as it was
   * @param after JSON of what it changed, as it is now
   */
  public static AuditEntry row(
      RecordedEvent recorded, Optional<String> before, Optional<String> after) {
    EventMetadata metadata = recorded.metadata();
    return new AuditEntry(
        metadata.aggregateId(),
        metadata.sequence(),
        metadata.eventId(),
        metadata.position(),
        metadata.namespace(),
        metadata.subject(),
        metadata.time().truncatedTo(ChronoUnit.MICROS),
        EventType.of(recorded.event()).wireName(),
        metadata.actor().text(),
        metadata.reason(),
        metadata.command(),
        metadata.correlationId(),
        metadata.causationId(),
        metadata.traceparent(),
        before,
        after);
  }
}

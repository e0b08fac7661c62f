package io.weir.projection.audit;

import io.weir.events.WeirEvent;
import io.weir.events.wire.EventMetadata;
import io.weir.events.wire.EventType;
import io.weir.events.wire.JsonText;
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
      EventMetadata metadata,
      WeirEvent event,
      Optional<JsonText> before,
      Optional<JsonText> after) {
    return new AuditEntry(
        event.kind(),
        metadata.aggregateId(),
        metadata.sequence(),
        metadata.eventId(),
        metadata.position(),
        metadata.namespace(),
        metadata.subject(),
        metadata.time().truncatedTo(ChronoUnit.MICROS),
        EventType.of(event).wireName(),
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

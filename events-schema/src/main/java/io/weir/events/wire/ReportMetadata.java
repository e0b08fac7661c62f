package io.weir.events.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a report comes from.
 *
 * @param reportId the same for every repetition of the same fact (a hash of deployment, job, kind
 *     and what makes it distinct), so that a repeat is known as one
 * @param observedAt when it was seen; cut to microseconds
 * @param executor which executor saw it
 * @param correlationId of the intent that it answers
 * @param causationId the event id of the intent that it answers
 * @param traceparent W3C trace context of the intent
 */
public record ReportMetadata(
    UUID reportId,
    Instant observedAt,
    String executor,
    UUID correlationId,
    UUID causationId,
    Optional<String> traceparent) {
  public ReportMetadata {
    observedAt = observedAt.truncatedTo(ChronoUnit.MICROS);
  }
}

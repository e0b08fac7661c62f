package io.weir.executor.deployment.decide;

import io.weir.events.wire.EventMetadata;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The event that asked for something; a report answers it and names it as its cause.
 *
 * @param eventId the event
 * @param correlationId of the request that it follows from
 * @param traceparent W3C trace context
 * @param at when it was recorded
 */
public record Origin(UUID eventId, UUID correlationId, Optional<String> traceparent, Instant at) {
  static Origin of(EventMetadata metadata) {
    return new Origin(
        metadata.eventId(), metadata.correlationId(), metadata.traceparent(), metadata.time());
  }
}

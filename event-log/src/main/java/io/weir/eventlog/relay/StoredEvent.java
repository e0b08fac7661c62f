package io.weir.eventlog.relay;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of {@code domain_event}.
 *
 * @param position its global index
 * @param aggregateType the kind of the aggregate
 * @param metadata UTF-8 JSON object of strings
 */
record StoredEvent(
    long position,
    UUID eventId,
    UUID aggregateId,
    long sequence,
    String aggregateType,
    String type,
    String revision,
    Instant occurredAt,
    byte[] payload,
    byte[] metadata) {}

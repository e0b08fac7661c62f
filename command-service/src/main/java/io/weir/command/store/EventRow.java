package io.weir.command.store;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of {@code domain_event} before the store gives it an index.
 *
 * @param eventId unique
 * @param aggregateId what it happened to
 * @param sequence its place in the aggregate's order, dense from 0
 * @param aggregateType the kind of aggregate
 * @param type the wire name
 * @param revision of the wire name
 * @param at when it was recorded, in microseconds
 * @param payload UTF-8 JSON
 * @param metadata UTF-8 JSON object of strings
 */
record EventRow(
    UUID eventId,
    UUID aggregateId,
    long sequence,
    String aggregateType,
    String type,
    String revision,
    Instant at,
    byte[] payload,
    byte[] metadata) {}

package io.weir.projection.audit;

import io.weir.events.AggregateKind;
import io.weir.events.wire.JsonText;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One event as an auditor reads it: who did what, why, and what it changed.
 *
 * @param kind the kind of what it happened to
 * @param aggregateId what it happened to
 * @param sequence the event's place in the aggregate's order
 * @param eventId the event
 * @param position the event's place in the order of the whole store
 * @param namespace its namespace
 * @param subject its name
 * @param time when it was recorded
 * @param type the event's wire name
 * @param actor who caused it, as {@code kind:name}
 * @param reason the actor's own words
 * @param command the kind of command or report that caused it
 * @param correlationId one id for everything that follows from one request
 * @param causationId the command or report that caused it
 * @param traceparent W3C trace context of the request
 * @param before JSON of what it changed, as it was; empty when it changed nothing or there was
 *     nothing
 * @param after JSON of what it changed, as it is now; empty when it changed nothing
 */
public record AuditEntry(
    AggregateKind kind,
    UUID aggregateId,
    long sequence,
    UUID eventId,
    long position,
    String namespace,
    String subject,
    Instant time,
    String type,
    String actor,
    Optional<String> reason,
    String command,
    UUID correlationId,
    UUID causationId,
    Optional<String> traceparent,
    Optional<JsonText> before,
    Optional<JsonText> after) {}

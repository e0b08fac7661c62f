package io.weir.events.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Who, what, when and why of one event: everything but the fact itself.
 *
 * @param eventId unique; UUID version 7
 * @param aggregateId what it happened to
 * @param sequence the place in the aggregate's own order, dense from 0; the resource version is one
 *     more
 * @param position the place in the order of the whole store; has holes
 * @param time when it was recorded; cut to microseconds
 * @param namespace the aggregate's namespace
 * @param subject the aggregate's name
 * @param actor who caused it
 * @param reason the actor's own words, if any
 * @param correlationId one id for everything that follows from one request
 * @param causationId the id of the command or the report that caused it
 * @param command the kind of command or report that caused it, for example {@code PatchDeployment}
 * @param traceparent W3C trace context of the request
 */
public record EventMetadata(
    UUID eventId,
    UUID aggregateId,
    long sequence,
    long position,
    Instant time,
    String namespace,
    String subject,
    Actor actor,
    Optional<String> reason,
    UUID correlationId,
    UUID causationId,
    String command,
    Optional<String> traceparent) {
  public EventMetadata {
    time = time.truncatedTo(ChronoUnit.MICROS);
  }
}

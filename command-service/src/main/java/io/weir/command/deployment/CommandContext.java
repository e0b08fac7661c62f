package io.weir.command.deployment;

import io.weir.events.wire.Actor;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Who asks, why, and under which circumstances.
 *
 * @param moment time, id, jitter and settings for the decision; its id becomes the causation id
 * @param actor who asks
 * @param reason the actor's own words
 * @param correlationId one id for everything that follows
 * @param command the kind of command, for the log
 * @param traceparent W3C trace context
 * @param expectedVersion the resource version that the actor saw; absent: any
 * @param dryRun whether it is only to be tried: decided, and not recorded
 */
public record CommandContext(
    Moment moment,
    Actor actor,
    Optional<String> reason,
    UUID correlationId,
    String command,
    Optional<String> traceparent,
    OptionalLong expectedVersion,
    boolean dryRun) {}

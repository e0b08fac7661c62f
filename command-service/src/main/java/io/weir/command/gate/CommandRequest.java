package io.weir.command.gate;

import io.weir.events.wire.Actor;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What every command carries, whatever it asks.
 *
 * @param namespace the namespace
 * @param actor who asks
 * @param reason the actor's own words
 * @param correlationId one id for everything that follows
 * @param traceparent W3C trace context
 * @param expectedVersion the resource version that the actor saw
 * @param idempotency the key that makes a repeat harmless
 * @param dryRun whether it is only to be tried: decided and answered, and nothing stored
 */
public record CommandRequest(
    String namespace,
    Actor actor,
    Optional<String> reason,
    UUID correlationId,
    Optional<String> traceparent,
    OptionalLong expectedVersion,
    Optional<Idempotency> idempotency,
    boolean dryRun) {
  /**
   * An Idempotency-Key.
   *
   * @param key as the client sent it
   * @param fingerprint a hash of everything that makes it the same request
   */
  public record Idempotency(String key, byte[] fingerprint) {}
}

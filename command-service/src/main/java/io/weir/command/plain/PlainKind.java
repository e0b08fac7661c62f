package io.weir.command.plain;

import io.weir.events.AggregateKind;
import io.weir.events.WeirEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * One kind of aggregate: what it is in the log, how its events fold, how clients see it. Pure.
 *
 * @param <S> its state
 * @param <E> its events
 */
public interface PlainKind<S, E extends WeirEvent> {
  /** What it is in the log. */
  AggregateKind kind();

  /** The sealed interface of its events. */
  Class<E> events();

  /** The words for one of it in a message, for example {@code deployment target}. */
  String noun();

  /**
   * The state after the event.
   *
   * @param before empty before the first event
   * @param at when the event was recorded
   */
  S evolve(Optional<S> before, E event, Instant at);

  /** Under which name it is found. */
  Address address(S state);

  /** Whether it is gone for clients. */
  boolean deleted(S state);

  /** The resource that clients see. */
  Object resource(Stored<S> stored);
}

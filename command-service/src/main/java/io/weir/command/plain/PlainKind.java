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
public abstract class PlainKind<S, E extends WeirEvent> {
  private final AggregateKind kind;
  private final Class<E> events;
  private final String noun;

  /**
   * @param kind what it is in the log
   * @param events the sealed interface of its events
   * @param noun the words for one of it in a message, for example {@code deployment target}
   */
  protected PlainKind(AggregateKind kind, Class<E> events, String noun) {
    this.kind = kind;
    this.events = events;
    this.noun = noun;
  }

  /** What it is in the log. */
  public final AggregateKind kind() {
    return kind;
  }

  /** The sealed interface of its events. */
  public final Class<E> events() {
    return events;
  }

  /** The words for one of it in a message, for example {@code deployment target}. */
  public final String noun() {
    return noun;
  }

  /**
   * The state after the event.
   *
   * @param before empty before the first event
   * @param at when the event was recorded
   */
  public abstract S evolve(Optional<S> before, E event, Instant at);

  /** Under which name it is found. */
  public abstract Address address(S state);

  /** Whether it is gone for clients. */
  public abstract boolean deleted(S state);

  /** The resource that clients see. */
  public abstract Object resource(Stored<S> stored);
}

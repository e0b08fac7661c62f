package io.weir.events;

import java.util.UUID;

/**
 * Something that happened to an aggregate. Each kind has a sealed interface of its own below this
 * one, in a package of its own, and nothing else implements it.
 */
public interface WeirEvent {
  /** What it happened to. */
  UUID aggregateId();

  /** The kind of what it happened to. */
  AggregateKind kind();
}

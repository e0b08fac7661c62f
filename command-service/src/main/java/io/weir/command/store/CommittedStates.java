package io.weir.command.store;

import java.util.Map;
import java.util.Optional;

/**
 * What the aggregates that were used last are after committed events. Committed events never
 * change, so this may be behind the store but never beside it: who reads on from here is right, and
 * who appends to it is right when the store takes the sequence.
 */
final class CommittedStates {
  private final Map<String, Folded> byAggregate;

  CommittedStates(int aggregates) {
    this.byAggregate = new RecentlyUsed<>(aggregates);
  }

  synchronized Optional<Folded> of(String aggregateId) {
    return Optional.ofNullable(byAggregate.get(aggregateId));
  }

  /** Keeps those that are newer than what is known. */
  synchronized void keep(Map<String, Folded> states) {
    states.forEach(
        (id, state) ->
            byAggregate.merge(
                id, state, (known, newer) -> known.version() < newer.version() ? newer : known));
  }

  /** For who appends in a transaction whose end is somebody else's. */
  synchronized void forget(String aggregateId) {
    byAggregate.remove(aggregateId);
  }
}

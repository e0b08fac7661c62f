package io.weir.command.store;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A decision that is made on what is in memory and written afterwards, by {@link GroupCommit}. It
 * holds if the store takes its events at their sequences: then what was in memory was all there is.
 */
final class MemoryTransaction extends StoreTransaction {
  private final List<EventRow> events = new ArrayList<>();
  private final Set<String> read = new HashSet<>();

  @Override
  Connection connection() {
    throw new NotInMemoryException("everything that the command needs");
  }

  @Override
  boolean inMemory() {
    return true;
  }

  @Override
  void reads(String aggregateId) {
    read.add(aggregateId);
  }

  @Override
  void append(List<EventRow> appended) {
    events.addAll(appended);
  }

  /** Whether the store, by taking the events, says that all that was looked at is up to date. */
  boolean provesWhatItRead() {
    Set<String> unproven = new HashSet<>(read);
    events.forEach(event -> unproven.remove(event.aggregateId().toString()));
    return unproven.isEmpty() && !events.isEmpty();
  }

  List<EventRow> events() {
    return events;
  }
}

package io.weir.command.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is appended while the work of one thread is done, and where to. */
abstract sealed class StoreTransaction permits OpenTransaction, MemoryTransaction {
  private final Map<String, Folded> folded = new HashMap<>();

  /**
   * The connection that everything goes through.
   *
   * @throws NotInMemoryException when there is none
   */
  abstract Connection connection();

  /** Whether there is no connection, only what is in memory. */
  abstract boolean inMemory();

  /** Appends the events of one aggregate. */
  abstract void append(List<EventRow> events) throws SQLException;

  /** What is known of an aggregate is looked at. */
  void reads(String aggregateId) {}

  /** What an aggregate is with what this transaction has appended. */
  Optional<Folded> folded(String aggregateId) {
    return Optional.ofNullable(folded.get(aggregateId));
  }

  void fold(String aggregateId, Folded state) {
    folded.put(aggregateId, state);
  }

  /** What is true once this transaction is committed. */
  Map<String, Folded> folded() {
    return folded;
  }
}

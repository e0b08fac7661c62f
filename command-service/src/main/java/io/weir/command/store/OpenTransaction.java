package io.weir.command.store;

import io.weir.command.store.TransactionFate.Proof;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** One open transaction of the database. */
final class OpenTransaction extends StoreTransaction {
  private final Connection connection;
  private Optional<Proof> proof = Optional.empty();
  private long newestIndex;

  OpenTransaction(Connection connection) {
    this.connection = connection;
  }

  @Override
  Connection connection() {
    return connection;
  }

  @Override
  boolean inMemory() {
    return false;
  }

  @Override
  void append(List<EventRow> events) throws SQLException {
    newestIndex = EventRows.insert(connection, events)[events.size() - 1];
    proof = Optional.of(new Proof(Session.of(connection), events.getFirst().eventId()));
  }

  /** The index of the newest event that was appended; 0 before the first. */
  long newestIndex() {
    return newestIndex;
  }

  /** How to learn whether it was committed; absent while nothing is appended. */
  Optional<Proof> proof() {
    return proof;
  }
}

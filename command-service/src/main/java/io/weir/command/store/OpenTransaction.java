package io.weir.command.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One open transaction of the database. */
final class OpenTransaction extends StoreTransaction {
  private final Connection connection;
  private Optional<Proof> proof = Optional.empty();
  private long newestIndex;

  OpenTransaction(Connection connection) {
    this.connection = connection;
  }

  /**
   * How to learn whether it was committed.
   *
   * @param transactionId its id
   * @param eventId an event that it inserted
   */
  record Proof(String transactionId, UUID eventId) {}

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
    EventRows.Inserted inserted = EventRows.insert(connection, events);
    newestIndex = inserted.indexes()[events.size() - 1];
    proof = Optional.of(new Proof(inserted.transactionId(), events.getFirst().eventId()));
  }

  /** The index of the newest event that was appended; 0 before the first. */
  long newestIndex() {
    return newestIndex;
  }

  /** Absent while nothing is appended. */
  Optional<Proof> proof() {
    return proof;
  }
}

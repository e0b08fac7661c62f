package io.weir.command.store;

import java.sql.Connection;
import java.util.HashSet;
import java.util.Set;

/** One open transaction and what was appended in it. */
final class StoreTransaction {
  private final Connection connection;
  private final Set<String> appendedTo = new HashSet<>();
  private long newestIndex;

  StoreTransaction(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  void appended(String aggregateId, long index) {
    appendedTo.add(aggregateId);
    newestIndex = Math.max(newestIndex, index);
  }

  /** Whether what this transaction reads of the aggregate may still be rolled back. */
  boolean hasAppendedTo(String aggregateId) {
    return appendedTo.contains(aggregateId);
  }

  long newestIndex() {
    return newestIndex;
  }
}

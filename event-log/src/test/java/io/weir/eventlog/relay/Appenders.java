package io.weir.eventlog.relay;

import io.weir.eventlog.EventStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * Several command services' transactions: begun, filled, paused, committed, rolled back or killed,
 * in random order.
 */
final class Appenders implements AutoCloseable {
  private static final int MOST_OPEN = 3;

  private final EventStore store;
  private final Random random;
  private final List<UUID> aggregates =
      LongStream.range(0, 9).mapToObj(i -> new UUID(0x7000L, i)).toList();
  private final Map<UUID, Long> committed = new HashMap<>();
  private final List<Transaction> open = new ArrayList<>();

  /** An open transaction and the next sequence of each aggregate that it alone appends to. */
  private record Transaction(Connection connection, Map<UUID, Long> next) {}

  Appenders(EventStore store, Random random) {
    this.store = store;
    this.random = random;
  }

  /** One random action of one transaction. */
  String act() throws SQLException {
    int choice = random.nextInt(10);
    if (open.isEmpty() || (choice < 2 && open.size() < MOST_OPEN)) {
      return begin();
    }
    Transaction transaction = open.get(random.nextInt(open.size()));
    if (choice < 7) {
      return insert(transaction);
    }
    open.remove(transaction);
    try (Connection connection = transaction.connection()) {
      if (choice == 9) {
        return end(connection);
      }
      connection.commit();
      committed.putAll(transaction.next());
      return "commit";
    }
  }

  /** Ends what is open, each way at random. */
  void finish() throws SQLException {
    while (!open.isEmpty()) {
      Transaction transaction = open.removeFirst();
      try (Connection connection = transaction.connection()) {
        if (random.nextBoolean()) {
          connection.commit();
          committed.putAll(transaction.next());
        } else {
          connection.rollback();
        }
      }
    }
  }

  @Override
  public void close() throws SQLException {
    for (Transaction transaction : open) {
      transaction.connection().close();
    }
  }

  private String begin() throws SQLException {
    Connection connection = store.connect();
    connection.setAutoCommit(false);
    Transaction transaction = new Transaction(connection, new HashMap<>());
    open.add(transaction);
    if (random.nextInt(3) == 0) {
      // An idempotency row, say: an id long before the first index.
      connection.createStatement().execute("select pg_current_xact_id()");
      return "begin with an id";
    }
    return "begin, " + insert(transaction);
  }

  private String insert(Transaction transaction) throws SQLException {
    UUID aggregate = aggregates.get(random.nextInt(aggregates.size()));
    boolean taken =
        open.stream()
            .anyMatch(other -> other != transaction && other.next().containsKey(aggregate));
    if (taken) {
      return "leave an aggregate to another";
    }
    long sequence =
        transaction.next().getOrDefault(aggregate, committed.getOrDefault(aggregate, 0L));
    for (int i = 0; i <= random.nextInt(3); i++) {
      EventStore.insert(transaction.connection(), aggregate, sequence++);
    }
    transaction.next().put(aggregate, sequence);
    return "insert";
  }

  private String end(Connection connection) throws SQLException {
    if (random.nextBoolean()) {
      connection.rollback();
      return "roll back";
    }
    connection.abort(Runnable::run);
    return "die with an open transaction";
  }
}

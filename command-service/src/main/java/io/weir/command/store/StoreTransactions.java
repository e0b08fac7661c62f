package io.weir.command.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Transactions of the event store, bound to the thread: whatever the store's parts write while one
 * is open, they write through its connection, so all of it happens or nothing.
 */
public final class StoreTransactions {
  private final DataSource source;
  private final ThreadLocal<StoreTransaction> current = new ThreadLocal<>();

  public StoreTransactions(DataSource source) {
    this.source = source;
  }

  /**
   * Runs the work in a transaction of its own and commits it.
   *
   * @throws StoreUnavailableException when no connection was to be had
   * @throws OutcomeUnknownException when the answer to the commit was lost
   */
  public <T> T inTransaction(Supplier<T> work) {
    requireNone();
    try (Connection connection = open()) {
      connection.setAutoCommit(false);
      T result;
      try {
        result = bound(connection, work);
      } catch (RuntimeException | Error failure) {
        rollBack(connection, failure);
        throw failure;
      }
      commit(connection);
      return result;
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("end a transaction", failure);
    }
  }

  /** Runs the work in a transaction that somebody else begins and ends. */
  public <T> T joining(Connection connection, Supplier<T> work) {
    requireNone();
    return bound(connection, work);
  }

  /** The transaction of this thread. */
  StoreTransaction current() {
    StoreTransaction transaction = current.get();
    if (transaction == null)
      throw new IllegalStateException(
          "Expected an open transaction on this thread, but there is none");
    return transaction;
  }

  /** The index of the newest event that was appended in this transaction. */
  public long newestIndex() {
    return current().newestIndex();
  }

  private <T> T bound(Connection connection, Supplier<T> work) {
    current.set(new StoreTransaction(connection));
    try {
      return work.get();
    } finally {
      current.remove();
    }
  }

  private Connection open() {
    try {
      return source.getConnection();
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("open a transaction", failure);
    }
  }

  private static void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException failure) {
      throw new OutcomeUnknownException(failure);
    }
  }

  private static void rollBack(Connection connection, Throwable because) {
    try {
      connection.rollback();
    } catch (SQLException failure) {
      because.addSuppressed(failure);
    }
  }

  private void requireNone() {
    if (current.get() != null)
      throw new IllegalStateException(
          "Expected no open transaction on this thread, but there is one");
  }
}

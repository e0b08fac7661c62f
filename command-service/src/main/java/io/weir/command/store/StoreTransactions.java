package io.weir.command.store;

import io.weir.command.store.TransactionFate.Proof;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Transactions of the event store, bound to the thread: whatever the store's parts write while one
 * is open, they write through its connection, so all of it happens or nothing.
 */
public final class StoreTransactions {
  /** What every connection begins with, so that it can be learned what became of its commits. */
  public static final String NAME_THE_SESSION = Session.NAMING;

  private final DataSource source;
  private final TransactionFate fate;
  private final CommittedStates committed;
  private final ThreadLocal<StoreTransaction> current = new ThreadLocal<>();

  /**
   * @param cachedAggregates how many aggregates are kept in memory
   */
  public StoreTransactions(DataSource source, int cachedAggregates) {
    this.source = source;
    this.fate = new TransactionFate(source);
    this.committed = new CommittedStates(cachedAggregates);
  }

  /**
   * Runs the work in a transaction of its own and commits it.
   *
   * @throws StoreUnavailableException when no connection was to be had, or nothing was committed
   * @throws OutcomeUnknownException when the answer to the commit was lost
   */
  public <T> T inTransaction(Supplier<T> work) {
    requireNone();
    OpenTransaction transaction;
    T result;
    SQLException unanswered;
    try (Connection connection = open()) {
      connection.setAutoCommit(false);
      transaction = new OpenTransaction(connection);
      try {
        result = bound(transaction, work);
      } catch (RuntimeException | Error failure) {
        rollBack(connection, failure);
        throw failure;
      }
      unanswered = commit(connection);
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("end a transaction", failure);
    }
    if (unanswered != null) requireCommitted(transaction, unanswered);
    committed.keep(transaction.folded());
    return result;
  }

  /**
   * Runs the work in a transaction of its own and undoes whatever it wrote.
   *
   * @throws StoreUnavailableException when no connection was to be had
   */
  public <T> T rehearsed(Supplier<T> work) {
    requireNone();
    try (Connection connection = open()) {
      connection.setAutoCommit(false);
      try {
        return bound(new OpenTransaction(connection), work);
      } finally {
        connection.rollback();
      }
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("end a transaction", failure);
    }
  }

  /** Runs the work in a transaction that somebody else begins and ends. */
  public <T> T joining(Connection connection, Supplier<T> work) {
    requireNone();
    OpenTransaction transaction = new OpenTransaction(connection);
    try {
      return bound(transaction, work);
    } finally {
      // Whether it is committed is not learned here: what is in memory would be behind.
      transaction.folded().keySet().forEach(committed::forget);
    }
  }

  /**
   * Lets the work decide on what is in memory.
   *
   * @return what it decided and would append; empty when that needs the database: something is not
   *     in memory, or it looked at an aggregate that it would not append to, so nothing would prove
   *     that the memory is up to date
   */
  public <T> Optional<Decision<T>> inMemory(Supplier<T> work) {
    requireNone();
    MemoryTransaction transaction = new MemoryTransaction();
    try {
      T result = bound(transaction, work);
      return transaction.provesWhatItRead()
          ? Optional.of(new Decision<>(result, transaction))
          : Optional.empty();
    } catch (RuntimeException refused) {
      // A refusal must be true; with the database it is, and so it is decided again there.
      return Optional.empty();
    }
  }

  /**
   * What was decided on what is in memory; nothing is written.
   *
   * @param result what the work returned
   */
  public record Decision<T>(T result, MemoryTransaction transaction) {}

  /** The transaction of this thread. */
  StoreTransaction current() {
    StoreTransaction transaction = current.get();
    if (transaction == null)
      throw new IllegalStateException(
          "Expected an open transaction on this thread, but there is none");
    return transaction;
  }

  /** What an aggregate is as far as this transaction and the memory know. */
  Optional<Folded> folded(String aggregateId) {
    StoreTransaction transaction = current();
    transaction.reads(aggregateId);
    return transaction.folded(aggregateId).or(() -> committed.of(aggregateId));
  }

  /** What was decided in memory is committed. */
  void committed(MemoryTransaction transaction) {
    committed.keep(transaction.folded());
  }

  /** The index of the newest event that was appended in this transaction. */
  public long newestIndex() {
    return current() instanceof OpenTransaction open ? open.newestIndex() : 0;
  }

  private <T> T bound(StoreTransaction transaction, Supplier<T> work) {
    current.set(transaction);
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

  /** Commits; returns why it does not know that it did. */
  private static SQLException commit(Connection connection) {
    try {
      connection.commit();
      return null;
    } catch (SQLException failure) {
      return failure;
    }
  }

  private void requireCommitted(OpenTransaction transaction, SQLException unanswered) {
    if (TransactionFate.isAnswered(unanswered))
      throw StoreUnavailableException.of("commit", unanswered);
    Proof proof =
        transaction
            .proof()
            // Without an event nothing happened, whatever became of it.
            .orElseThrow(() -> StoreUnavailableException.of("commit", unanswered));
    switch (fate.of(proof)) {
      case COMMITTED -> {}
      case ROLLED_BACK -> throw StoreUnavailableException.of("commit", unanswered);
      case UNKNOWN -> throw new OutcomeUnknownException(unanswered);
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

package io.weir.projection.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/** Runs work in one transaction of its own. */
final class Transactions {
  private Transactions() {}

  /** Work that returns something. */
  @FunctionalInterface
  interface Call<T> {
    T in(Connection connection) throws SQLException;
  }

  /** Work that returns nothing. */
  @FunctionalInterface
  interface Run {
    void in(Connection connection) throws SQLException;
  }

  static void run(DataSource source, Run work) throws SQLException {
    call(
        source,
        connection -> {
          work.in(connection);
          return null;
        });
  }

  static <T> T call(DataSource source, Call<T> work) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.in(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException | Error failure) {
        connection.rollback();
        throw failure;
      }
    }
  }

  /**
   * Runs statements that do not wait for each other, each in a transaction of its own and so many
   * at once, and waits for all.
   *
   * @throws SQLException of the first that failed
   */
  static void each(DataSource source, List<String> statements, int threads) throws SQLException {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> all = new ArrayList<>();
      for (String sql : statements)
        all.add(
            pool.submit(
                () -> {
                  run(source, connection -> execute(connection, sql));
                  return null;
                }));
      for (Future<?> one : all) one.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof SQLException refused) throw refused;
      throw new IllegalStateException("Expected to run " + statements, failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Expected to wait for " + statements, interrupted);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** From here on the connection sees the database as it is now, until it rolls back. */
  static void beginSnapshot(Connection connection) throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
  }
}

package io.weir.projection.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
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

  /** From here on the connection sees the database as it is now, until it rolls back. */
  static void beginSnapshot(Connection connection) throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
  }
}

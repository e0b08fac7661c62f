package io.weir.projection.rebuild;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Lets one rebuild run at a time, in all processes; ends with the process that holds it. */
final class RebuildLock {
  private static final String KEY = "hashtextextended('weir-projection-rebuild', 0)";

  private final Connection connection;

  private RebuildLock(Connection connection) {
    this.connection = connection;
  }

  /**
   * @throws RebuildRunningException when another has it
   */
  static RebuildLock take(DataSource source) throws SQLException {
    Connection connection = source.getConnection();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_try_advisory_lock(" + KEY + ")")) {
      row.next();
      if (row.getBoolean(1)) return new RebuildLock(connection);
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
    connection.close();
    throw new RebuildRunningException();
  }

  /** Lets the next one run. */
  void close() throws SQLException {
    try (connection;
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_unlock(" + KEY + ")");
    }
  }
}

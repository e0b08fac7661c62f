package io.weir.projection.model;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** When what a writer commits survives a crash of the database. */
public enum Durability {
  /** At once: clients may have seen it. */
  BY_EACH_COMMIT,
  /**
   * With the next commit that waits for the disk. A crash before takes the last rows and the
   * positions that belong to them, never one without the other. For tables that no client sees yet.
   */
  BY_A_LATER_COMMIT;

  void begin(Connection connection) throws SQLException {
    if (this == BY_EACH_COMMIT) return;
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local synchronous_commit = off");
    }
  }
}

package io.weir.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The PostgreSQL settings without which an acknowledged commit may vanish. */
public final class DurableSettings {
  /** Settings that must read {@code on}. */
  public static final List<String> REQUIRED =
      List.of("fsync", "synchronous_commit", "full_page_writes");

  private DurableSettings() {}

  /**
   * Reads the settings back from the running server.
   *
   * @throws CannotStartException naming the first one that is not on
   */
  public static void require(String jdbcUrl) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      for (String setting : REQUIRED) {
        try (ResultSet row = statement.executeQuery("select current_setting('" + setting + "')")) {
          row.next();
          String value = row.getString(1);
          if (!value.equals("on")) {
            throw new CannotStartException(
                "Expected PostgreSQL's %s to be on, but it is %s: a committed event could vanish; set it to on and start again."
                    .formatted(setting, value));
          }
        }
      }
    }
  }
}

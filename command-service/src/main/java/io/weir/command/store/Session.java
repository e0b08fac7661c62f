package io.weir.command.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * A session of the database, by a name that no other has. It tells afterwards whether somebody
 * still may commit what was sent on a connection that is gone.
 *
 * @param name as {@code pg_stat_activity} shows it
 */
record Session(String name) {
  private static final String PREFIX = "weir-command ";

  /** The statement with which every connection begins. */
  static final String NAMING =
      "select set_config('application_name', '" + PREFIX + "' || gen_random_uuid(), false)";

  /** The server reported the name when it was given, so nobody is asked. */
  static Session of(Connection connection) throws SQLException {
    return new Session(
        connection.unwrap(PGConnection.class).getParameterStatus("application_name"));
  }

  /** Whether it began with {@link #NAMING}. */
  boolean isNamed() {
    return name != null && name.startsWith(PREFIX);
  }
}

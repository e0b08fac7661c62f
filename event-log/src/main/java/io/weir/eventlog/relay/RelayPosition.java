package io.weir.eventlog.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The relay's row in {@code relay_position}, as one term of leadership may change it. */
final class RelayPosition {
  private final Connection connection;
  private final String name;
  private final long epoch;
  private long position;
  private boolean waiting;

  private RelayPosition(Connection connection, String name, long epoch, long position) {
    this.connection = connection;
    this.name = name;
    this.epoch = epoch;
    this.position = position;
  }

  /** Begins a new epoch: from here on no earlier term can move the position. */
  static RelayPosition claim(Connection connection, String name, String owner) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into relay_position as p (name, position, epoch, owner, waiting) values (?, 0, 1, ?, false)
            on conflict (name) do update set epoch = p.epoch + 1, owner = excluded.owner, waiting = false
            returning epoch, position
            """)) {
      statement.setString(1, name);
      statement.setString(2, owner);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new RelayPosition(connection, name, row.getLong(1), row.getLong(2));
      }
    }
  }

  long position() {
    return position;
  }

  boolean waiting() {
    return waiting;
  }

  /**
   * Moves the position, by compare-and-set.
   *
   * @throws FencedException when a later term has begun
   */
  void advance(long to) throws SQLException {
    update(to, false);
  }

  /** Asks appenders to notify. The caller must look once more before it waits. */
  void beginToWait() throws SQLException {
    update(position, true);
  }

  private void update(long to, boolean nowWaiting) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update relay_position set position = ?, waiting = ? where name = ? and epoch = ? and position = ?")) {
      statement.setLong(1, to);
      statement.setBoolean(2, nowWaiting);
      statement.setString(3, name);
      statement.setLong(4, epoch);
      statement.setLong(5, position);
      if (statement.executeUpdate() != 1) {
        throw new FencedException(
            "Expected relay %s to be in epoch %d at position %d, but another relay has taken over."
                .formatted(name, epoch, position));
      }
    }
    position = to;
    waiting = nowWaiting;
  }
}

package io.weir.eventlog.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * The leader's own connection: its session holds the advisory lock, listens, reads the store and
 * moves the position. When the connection goes, leadership goes with it.
 */
final class StoreSession implements AutoCloseable {
  /** A server that does not answer for so long is gone: the session must not hang on it. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  private static final String READ =
      """
      select global_index, event_id, aggregate_id, sequence, aggregate_type, type, revision, occurred_at, payload, metadata, horizon
      from (
        select e.*, pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon,
               sum(octet_length(payload)) over (order by global_index) - octet_length(payload) as bytes_before
        from (select * from domain_event where global_index > ? order by global_index limit ?) e) b
      where bytes_before < ?
      order by global_index
      """;

  private final Connection connection;

  private StoreSession(Connection connection) {
    this.connection = connection;
  }

  /** Opens a session and takes the relay's lock; empty when another session holds it. */
  static Optional<StoreSession> lead(DataSource source, String relay) throws SQLException {
    Connection connection = source.getConnection();
    try {
      connection.setAutoCommit(true);
      connection.setNetworkTimeout(Runnable::run, (int) ANSWER_WITHIN.toMillis());
      if (tryLock(connection, relay)) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("listen domain_event");
        }
        return Optional.of(new StoreSession(connection));
      }
      connection.close();
      return Optional.empty();
    } catch (SQLException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
  }

  Connection connection() {
    return connection;
  }

  /** The first committed events after the position. */
  StoreRead read(long position, int batch, long batchBytes) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setLong(1, position);
      statement.setInt(2, batch);
      statement.setLong(3, batchBytes);
      List<StoredEvent> events = new ArrayList<>();
      long horizon = 0;
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          events.add(event(row));
          horizon = row.getLong("horizon");
        }
      }
      return new StoreRead(events, horizon);
    }
  }

  /** A transaction id that is higher than that of every transaction that has one now. */
  long assignFence() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_current_xact_id()::text::bigint")) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * From here on a commit of this session does not wait for the disk. A crash of the database may
   * then take the position back, as a crash of the relay before it moves does: events are sent
   * again.
   */
  void commitWithoutWaiting() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set synchronous_commit = off");
    }
  }

  /** Returns when an appender has notified or the time is over. */
  void awaitNotification(Duration atMost) throws SQLException {
    connection.unwrap(PGConnection.class).getNotifications(Math.max(1, (int) atMost.toMillis()));
  }

  /** Releases the lock. A pooled connection goes back without any trace of the session. */
  @Override
  public void close() throws SQLException {
    try (connection) {
      if (!connection.isClosed()) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("unlisten *");
          statement.execute("reset synchronous_commit");
          statement.execute("select pg_advisory_unlock_all()");
        } catch (SQLException broken) {
          // A connection that cannot be cleaned must not be used again: the server drops the lock
          // with it.
          connection.abort(Runnable::run);
        }
      }
    }
  }

  private static boolean tryLock(Connection connection, String relay) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_try_advisory_lock(hashtextextended(?, 0))")) {
      statement.setString(1, "weir relay " + relay);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private static StoredEvent event(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getLong("global_index"),
        row.getObject("event_id", UUID.class),
        row.getObject("aggregate_id", UUID.class),
        row.getLong("sequence"),
        row.getString("aggregate_type"),
        row.getString("type"),
        row.getString("revision"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        row.getBytes("payload"),
        row.getBytes("metadata"));
  }
}

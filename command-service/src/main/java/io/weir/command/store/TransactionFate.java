package io.weir.command.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * What became of a transaction whose commit was not answered: the connection went, or the server
 * did (fault A3 of reliability-performance.md).
 *
 * <p>An event that the transaction inserted is the proof: it is there exactly when the transaction
 * has committed. It is looked for only when the session that had the transaction is gone, which is
 * seen to: until then it might still commit.
 */
final class TransactionFate {
  /** What became of it. */
  enum Fate {
    COMMITTED,
    /** Nothing happened, and nothing will. */
    ROLLED_BACK,
    /** It cannot be learned in time. */
    UNKNOWN
  }

  /** Where nobody answers for so long, clients are better told so. */
  private static final Duration AT_MOST = Duration.ofSeconds(3);

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final DataSource source;

  TransactionFate(DataSource source) {
    this.source = source;
  }

  /**
   * How to learn whether a transaction was committed.
   *
   * @param session who has it
   * @param eventId an event that it inserted
   */
  record Proof(Session session, UUID eventId) {}

  /**
   * Whether the server has said what became of a statement or a commit: an error that leaves the
   * connection standing undoes everything.
   */
  static boolean isAnswered(SQLException failure) {
    String state = failure.getSQLState();
    return state != null
        && !state.startsWith("08")
        // The server ends the session: by an order, or since a transaction took too long.
        && !state.startsWith("57P")
        && !state.startsWith("25P0");
  }

  /** Ends the session, and asks until it is known, for {@link #AT_MOST}. */
  Fate of(Proof proof) {
    if (!proof.session().isNamed()) return Fate.UNKNOWN;
    long deadline = System.nanoTime() + AT_MOST.toNanos();
    do {
      try (Connection connection = source.getConnection()) {
        if (isGone(connection, proof.session()))
          return isStored(connection, proof.eventId()) ? Fate.COMMITTED : Fate.ROLLED_BACK;
      } catch (SQLException away) {
        // The question is asked again on another connection.
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    } while (System.nanoTime() < deadline);
    return Fate.UNKNOWN;
  }

  /** A session that is in the middle of its commit ends after it. */
  private static boolean isGone(Connection connection, Session session) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select count(pg_terminate_backend(pid)) = 0 from pg_stat_activity where application_name = ?")) {
      select.setString(1, session.name());
      return isTrue(select);
    }
  }

  private static boolean isStored(Connection connection, UUID eventId) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select exists (select from domain_event where event_id = ?)")) {
      select.setObject(1, eventId);
      return isTrue(select);
    }
  }

  private static boolean isTrue(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }
}

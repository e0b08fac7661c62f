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
 * has committed. It is looked for only when the transaction has ended, which its id tells; the id
 * alone is no proof, since a server that crashed may give it to another one.
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
  private static final String INVALID_VALUE = "22023";

  private final DataSource source;

  TransactionFate(DataSource source) {
    this.source = source;
  }

  /** Asks until it is known, for {@link #AT_MOST}. */
  Fate of(OpenTransaction.Proof proof) {
    long deadline = System.nanoTime() + AT_MOST.toNanos();
    do {
      try (Connection connection = source.getConnection()) {
        if (hasEnded(connection, proof.transactionId()))
          return isStored(connection, proof.eventId()) ? Fate.COMMITTED : Fate.ROLLED_BACK;
      } catch (SQLException away) {
        // The question is asked again on another connection.
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    } while (System.nanoTime() < deadline);
    return Fate.UNKNOWN;
  }

  private static boolean hasEnded(Connection connection, String transactionId) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select pg_xact_status(?::xid8) = 'in progress'")) {
      select.setString(1, transactionId);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        // Null: so old that the server has forgotten it.
        return !row.getBoolean(1);
      }
    } catch (SQLException refused) {
      // An id of the future: the server crashed before any trace of it was on disk.
      if (INVALID_VALUE.equals(refused.getSQLState())) return true;
      throw refused;
    }
  }

  private static boolean isStored(Connection connection, UUID eventId) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select exists (select from domain_event where event_id = ?)")) {
      select.setObject(1, eventId);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }
}

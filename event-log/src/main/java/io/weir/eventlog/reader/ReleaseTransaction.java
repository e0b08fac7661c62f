package io.weir.eventlog.reader;

import io.weir.eventlog.Failpoint;
import io.weir.eventlog.LogRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/** Applies a blocked key's parked records, all of them and in order, or none. */
final class ReleaseTransaction<T> {
  private final DataSource source;
  private final ReaderSettings settings;
  private final RecordDecoder<T> decoder;
  private final BatchHandler<T> handler;

  ReleaseTransaction(
      DataSource source,
      ReaderSettings settings,
      RecordDecoder<T> decoder,
      BatchHandler<T> handler) {
    this.source = source;
    this.settings = settings;
    this.decoder = decoder;
    this.handler = handler;
  }

  /** A key that an operator wants to be tried again. */
  record Request(int partition, String key) {}

  /** The requests for keys of these partitions. */
  List<Request> requested(Connection connection, Collection<Integer> partitions)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select partition, record_key from blocked_key where reader = ? and partition = any(?) and release_requested order by partition, record_key")) {
      statement.setString(1, settings.name());
      statement.setArray(2, connection.createArrayOf("int4", partitions.toArray()));
      List<Request> requests = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          requests.add(new Request(row.getInt(1), row.getString(2)));
        }
      }
      return requests;
    }
  }

  /**
   * Applies the key's records and unblocks it; or leaves it blocked with the new reason.
   *
   * @return what was applied; empty when the key stays blocked
   * @throws ClaimLostException when another claim has begun; nothing is applied
   */
  List<Delivered<T>> release(PartitionClaim claim, String key) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        return attempt(connection, claim, key);
      } catch (StillPoison poison) {
        BatchTransaction.rollback(connection);
        claim.extend(connection);
        new ParkedRecords(connection, settings.name(), claim.partition())
            .stillBlocked(key, poison.offset, poison.getMessage());
        connection.commit();
        return List.of();
      } catch (SQLException | RuntimeException | Error failure) {
        BatchTransaction.rollback(connection);
        throw failure;
      }
    }
  }

  private List<Delivered<T>> attempt(Connection connection, PartitionClaim claim, String key)
      throws SQLException {
    ParkedRecords parked = new ParkedRecords(connection, settings.name(), claim.partition());
    List<Delivered<T>> delivered = new ArrayList<>();
    for (LogRecord record : parked.ofKey(settings.topic(), key)) {
      delivered.add(new Delivered<>(record, decode(record)));
    }
    if (!delivered.isEmpty()) {
      try {
        handler.apply(connection, claim.partition(), List.copyOf(delivered));
      } catch (PoisonRecordException poisoned) {
        throw new StillPoison(poisoned.offset(), poisoned.getMessage(), poisoned);
      }
    }
    parked.remove(key);
    claim.extend(connection);
    Failpoint.hit(ReaderFailpoints.BEFORE_RELEASE_COMMIT);
    connection.commit();
    claim.blockedKeys().remove(key);
    Failpoint.hit(ReaderFailpoints.AFTER_RELEASE_COMMIT);
    return delivered;
  }

  private T decode(LogRecord record) {
    try {
      return decoder.decode(record);
    } catch (RuntimeException undecodable) {
      throw new StillPoison(record.offset(), undecodable.toString(), undecodable);
    }
  }

  private static final class StillPoison extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long offset;

    StillPoison(long offset, String message, Throwable cause) {
      super(message, cause);
      this.offset = offset;
    }
  }
}

package io.weir.eventlog.reader;

import io.weir.eventlog.Failpoint;
import io.weir.eventlog.LogRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;

/** Applies one batch of one partition: rows, parked records and position in one transaction. */
final class BatchTransaction<T> {
  private final DataSource source;
  private final ReaderSettings settings;
  private final RecordDecoder<T> decoder;
  private final BatchHandler<T> handler;

  BatchTransaction(
      DataSource source,
      ReaderSettings settings,
      RecordDecoder<T> decoder,
      BatchHandler<T> handler) {
    this.source = source;
    this.settings = settings;
    this.decoder = decoder;
    this.handler = handler;
  }

  /** What was committed. */
  record Applied<T>(List<Delivered<T>> delivered, List<Blocked> blocked, long position) {}

  /** A key that this batch has blocked. */
  record Blocked(String key, long offset, String reason) {}

  /**
   * Applies records and moves the claim's position behind them.
   *
   * @throws ClaimLostException when another claim has begun; nothing is applied
   */
  Applied<T> apply(PartitionClaim claim, List<LogRecord> records) throws SQLException {
    Map<Long, String> poison = new HashMap<>();
    while (true) {
      try (Connection connection = source.getConnection()) {
        connection.setAutoCommit(false);
        try {
          return attempt(connection, claim, records, poison);
        } catch (PoisonRecordException poisoned) {
          rollback(connection);
          requireNews(poisoned, poison, records);
          poison.put(poisoned.offset(), poisoned.getMessage());
        } catch (SQLException | RuntimeException | Error failure) {
          rollback(connection);
          throw failure;
        }
      }
    }
  }

  private Applied<T> attempt(
      Connection connection,
      PartitionClaim claim,
      List<LogRecord> records,
      Map<Long, String> poison)
      throws SQLException {
    ParkedRecords parked = new ParkedRecords(connection, settings.name(), claim.partition());
    Set<String> blockedKeys = new HashSet<>(parked.blockedKeys());
    List<Delivered<T>> delivered = new ArrayList<>(records.size());
    List<Blocked> blocked = new ArrayList<>();
    long position = claim.position();
    for (LogRecord record : records) {
      if (!blockedKeys.contains(record.key())) {
        String refusal = poison.get(record.offset());
        if (refusal == null) {
          refusal = decode(record, delivered);
        }
        if (refusal != null) {
          parked.block(record, refusal);
          blockedKeys.add(record.key());
          blocked.add(new Blocked(record.key(), record.offset(), refusal));
        }
      }
      if (blockedKeys.contains(record.key())) {
        parked.park(record);
        Failpoint.hit(ReaderFailpoints.AFTER_PARK);
      }
      position = Math.max(position, record.position().orElse(position));
    }
    if (!delivered.isEmpty()) {
      handler.apply(connection, claim.partition(), List.copyOf(delivered));
    }
    Failpoint.hit(ReaderFailpoints.AFTER_HANDLER);
    OptionalLong next = OptionalLong.of(records.getLast().offset() + 1);
    claim.advance(connection, next, position);
    Failpoint.hit(ReaderFailpoints.BEFORE_COMMIT);
    connection.commit();
    claim.committed(next, position);
    Failpoint.hit(ReaderFailpoints.AFTER_COMMIT);
    return new Applied<>(delivered, blocked, position);
  }

  /** Null when the record was decoded, else why not. */
  private String decode(LogRecord record, List<Delivered<T>> into) {
    try {
      into.add(new Delivered<>(record, decoder.decode(record)));
      return null;
    } catch (RuntimeException undecodable) {
      // Decoding is a function of the record: whatever it threw, it would throw again.
      return undecodable.toString();
    }
  }

  /**
   * A handler that blames the same record twice, or one that it was not given, would be asked for
   * ever.
   */
  private static void requireNews(
      PoisonRecordException poisoned, Map<Long, String> known, List<LogRecord> records) {
    boolean inBatch = records.stream().anyMatch(record -> record.offset() == poisoned.offset());
    if (!inBatch || known.containsKey(poisoned.offset())) {
      throw new IllegalStateException(
          "Expected the handler to blame a record that it was given, but it blamed offset %d."
              .formatted(poisoned.offset()),
          poisoned);
    }
  }

  static void rollback(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException broken) {
      // A connection that cannot roll back is broken; the server has rolled back already.
    }
  }
}

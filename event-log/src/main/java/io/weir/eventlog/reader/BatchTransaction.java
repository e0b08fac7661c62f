package io.weir.eventlog.reader;

import io.weir.eventlog.Failpoint;
import io.weir.eventlog.LogRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Applies what one poll gave: rows, parked records and positions in one transaction, of one
 * partition or of several.
 */
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

  /** Records of one partition, and the right to apply them. */
  record Slice(PartitionClaim claim, List<LogRecord> records) {}

  /** What was committed of one partition. */
  record Applied<T>(
      int partition, List<Delivered<T>> delivered, List<Blocked> blocked, long position) {}

  /** A key that this batch has blocked. */
  record Blocked(String key, long offset, String reason) {}

  /**
   * Applies the records of one partition and moves the claim's position behind them. Records that
   * cannot be applied are parked.
   *
   * @throws ClaimLostException when another claim has begun; nothing is applied
   */
  Applied<T> apply(Slice slice) throws SQLException {
    Map<Long, String> poison = new HashMap<>();
    while (true) {
      try {
        return attempt(List.of(slice), poison, false).getFirst();
      } catch (PoisonRecordException poisoned) {
        requireNews(poisoned, poison, slice.records());
        poison.put(poisoned.offset(), poisoned.getMessage());
      }
    }
  }

  /**
   * Applies what one poll gave, all or none: the fast way, which takes for granted that every
   * record can be decoded and applied.
   *
   * @param slices in the order of their partitions, so that two transactions never wait for each
   *     other
   * @throws ClaimLostException when another claim of one of them has begun; nothing is applied
   * @throws RuntimeException any, when a record cannot be decoded or applied; nothing is applied
   */
  List<Applied<T>> applyTogether(List<Slice> slices) throws SQLException {
    return attempt(slices, Map.of(), true);
  }

  private List<Applied<T>> attempt(List<Slice> slices, Map<Long, String> poison, boolean together)
      throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        return attempt(connection, slices, poison, together);
      } catch (SQLException | RuntimeException | Error failure) {
        rollback(connection);
        throw failure;
      }
    }
  }

  private List<Applied<T>> attempt(
      Connection connection, List<Slice> slices, Map<Long, String> poison, boolean together)
      throws SQLException {
    List<Applied<T>> all = new ArrayList<>(slices.size());
    List<PartitionClaim.Advance> advances = new ArrayList<>(slices.size());
    SortedMap<Integer, List<Delivered<T>>> delivered = new TreeMap<>();
    for (Slice slice : slices) {
      Applied<T> one = deliver(connection, slice, poison, together);
      all.add(one);
      if (!one.delivered().isEmpty()) {
        delivered.put(one.partition(), one.delivered());
      }
      advances.add(
          new PartitionClaim.Advance(
              slice.claim(), slice.records().getLast().offset() + 1, one.position()));
    }
    if (together && !delivered.isEmpty()) {
      handler.applyAll(connection, delivered);
    } else if (!delivered.isEmpty()) {
      handler.apply(connection, delivered.firstKey(), delivered.get(delivered.firstKey()));
    }
    Failpoint.hit(ReaderFailpoints.AFTER_HANDLER);
    PartitionClaim.advance(connection, advances);
    Failpoint.hit(ReaderFailpoints.BEFORE_COMMIT);
    connection.commit();
    for (int i = 0; i < all.size(); i++) {
      advances.get(i).committed();
      for (Blocked blocked : all.get(i).blocked()) {
        slices.get(i).claim().blockedKeys().add(blocked.key());
      }
    }
    Failpoint.hit(ReaderFailpoints.AFTER_COMMIT);
    return all;
  }

  /**
   * Parks the records of blocked keys, and of those that cannot be decoded.
   *
   * @param later whether the others are decoded when the handler asks
   */
  private Applied<T> deliver(
      Connection connection, Slice slice, Map<Long, String> poison, boolean later)
      throws SQLException {
    PartitionClaim claim = slice.claim();
    ParkedRecords parked = new ParkedRecords(connection, settings.name(), claim.partition());
    List<Delivered<T>> delivered = new ArrayList<>(slice.records().size());
    Map<String, Blocked> blocked = new LinkedHashMap<>();
    long position = claim.position();
    for (LogRecord record : slice.records()) {
      boolean stands =
          claim.blockedKeys().contains(record.key()) || blocked.containsKey(record.key());
      if (!stands) {
        String refusal = poison.get(record.offset());
        if (refusal == null) {
          refusal = deliver(record, delivered, later);
        }
        if (refusal != null) {
          parked.block(record, refusal);
          blocked.put(record.key(), new Blocked(record.key(), record.offset(), refusal));
          stands = true;
        }
      }
      if (stands) {
        parked.park(record);
        Failpoint.hit(ReaderFailpoints.AFTER_PARK);
      }
      position = Math.max(position, record.position().orElse(position));
    }
    return new Applied<>(
        claim.partition(), List.copyOf(delivered), List.copyOf(blocked.values()), position);
  }

  /** Null when the record was delivered, else why not. */
  private String deliver(LogRecord record, List<Delivered<T>> into, boolean later) {
    if (later) {
      into.add(Delivered.undecoded(record, decoder));
      return null;
    }
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

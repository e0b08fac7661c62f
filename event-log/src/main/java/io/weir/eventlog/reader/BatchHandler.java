package io.weir.eventlog.reader;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Applies records to tables. */
@FunctionalInterface
public interface BatchHandler<T> {
  /**
   * Applies records of one partition, in order, through the connection and nothing else: the reader
   * commits it together with its position, and may call again with the same records after a
   * rollback.
   *
   * @param connection in a transaction; do not commit, roll back or close it
   * @param records in the order of the partition; not empty; without those of blocked keys
   * @throws PoisonRecordException when one record cannot be applied and never will: its key is
   *     blocked and the rest is tried again without it
   * @throws SQLException when the database refused; the same batch is tried again
   */
  void apply(Connection connection, int partition, List<Delivered<T>> records) throws SQLException;

  /**
   * Applies what one poll gave, of one partition or several, in one transaction. A handler that can
   * write them together does so in fewer round trips; this one applies them one after another. When
   * it throws, the partitions are tried again each by itself, through {@link #apply}.
   *
   * <p>Records are decoded when their values are asked for, so it must ask for each of them, best
   * once; what {@link Delivered#value} throws it lets pass.
   *
   * @param connection as for {@link #apply}
   * @param byPartition records by partition, as for {@link #apply}; not empty
   */
  default void applyAll(Connection connection, SortedMap<Integer, List<Delivered<T>>> byPartition)
      throws SQLException {
    for (Map.Entry<Integer, List<Delivered<T>>> one : byPartition.entrySet()) {
      apply(connection, one.getKey(), one.getValue());
    }
  }
}

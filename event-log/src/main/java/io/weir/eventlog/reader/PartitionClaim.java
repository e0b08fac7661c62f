package io.weir.eventlog.reader;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The right to apply one partition's records, and how far they are applied: the row of {@code
 * reader_partition} as one claim may change it. Every change names the claim's epoch and the offset
 * that it starts from, so a claim that was taken over changes nothing.
 */
final class PartitionClaim {
  private static final String CLAIM =
      """
      insert into reader_partition as p (reader, partition, next_offset, position, owner, epoch, lease_until)
      values (?, ?, null, 0, ?, 1, clock_timestamp() + ? * interval '1 ms')
      on conflict (reader, partition) do update
        set owner = excluded.owner, epoch = p.epoch + 1, lease_until = excluded.lease_until
        where p.lease_until < clock_timestamp() or p.owner = excluded.owner
      returning epoch, next_offset, position
      """;

  private static final String ADVANCE =
      """
      update reader_partition
         set next_offset = ?, position = ?, lease_until = clock_timestamp() + ? * interval '1 ms'
       where reader = ? and partition = ? and epoch = ? and next_offset is not distinct from ?
      """;

  private static final String END =
      "update reader_partition set lease_until = '-infinity' where reader = ? and partition = ? and epoch = ?";

  private final ReaderSettings settings;
  private final int partition;
  private final long epoch;
  private OptionalLong nextOffset;
  private long position;

  private PartitionClaim(
      ReaderSettings settings, int partition, long epoch, OptionalLong nextOffset, long position) {
    this.settings = settings;
    this.partition = partition;
    this.epoch = epoch;
    this.nextOffset = nextOffset;
    this.position = position;
  }

  /** Claims a partition; empty while another owner's lease lasts. */
  static Optional<PartitionClaim> claim(
      Connection connection, ReaderSettings settings, int partition) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
      statement.setString(1, settings.name());
      statement.setInt(2, partition);
      statement.setString(3, settings.owner());
      statement.setLong(4, settings.lease().toMillis());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        long next = row.getLong("next_offset");
        OptionalLong nextOffset = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(next);
        return Optional.of(
            new PartitionClaim(
                settings, partition, row.getLong("epoch"), nextOffset, row.getLong("position")));
      }
    }
  }

  int partition() {
    return partition;
  }

  /** The offset of the next record to apply; empty before the first. */
  OptionalLong nextOffset() {
    return nextOffset;
  }

  /** The store position of the last applied record; 0 before the first. */
  long position() {
    return position;
  }

  /**
   * Moves the position and extends the lease, in the caller's transaction. Call {@link #committed}
   * once that is committed.
   *
   * @throws ClaimLostException when another claim has begun
   */
  void advance(Connection connection, OptionalLong next, long toPosition) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
      setOffset(statement, 1, next);
      statement.setLong(2, toPosition);
      statement.setLong(3, settings.lease().toMillis());
      statement.setString(4, settings.name());
      statement.setInt(5, partition);
      statement.setLong(6, epoch);
      setOffset(statement, 7, nextOffset);
      if (statement.executeUpdate() != 1) {
        throw new ClaimLostException(
            "Expected reader %s to hold partition %d in epoch %d, but another claim has begun."
                .formatted(settings.name(), partition, epoch));
      }
    }
  }

  /** The transaction of {@link #advance} is committed. */
  void committed(OptionalLong next, long toPosition) {
    nextOffset = next;
    position = toPosition;
  }

  /**
   * Extends the lease; or, within a transaction, makes sure that it is this claim's.
   *
   * @throws ClaimLostException when another claim has begun
   */
  void extend(Connection connection) throws SQLException {
    advance(connection, nextOffset, position);
  }

  /** Gives the partition up, so that another owner need not wait for the lease to end. */
  void end(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(END)) {
      statement.setString(1, settings.name());
      statement.setInt(2, partition);
      statement.setLong(3, epoch);
      statement.executeUpdate();
    }
  }

  private static void setOffset(PreparedStatement statement, int index, OptionalLong offset)
      throws SQLException {
    statement.setObject(
        index, offset.isPresent() ? offset.getAsLong() : null, java.sql.Types.BIGINT);
  }
}

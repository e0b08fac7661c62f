package io.weir.eventlog.reader;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The right to apply one partition's records, how far they are applied and which keys are blocked:
 * the rows of {@code reader_partition} and {@code blocked_key} as one claim may change them. Every
 * change names the claim's epoch and the offset that it starts from, so a claim that was taken over
 * changes nothing.
 */
final class PartitionClaim {
  private static final String FREE =
      """
      select p from generate_series(0, ? - 1) p
       where not exists (select from reader_partition r
                          where r.reader = ? and r.partition = p and r.lease_until >= clock_timestamp() and r.owner <> ?)
       order by p
      """;

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

  /** Locks in the order of the partitions, as every other transaction does. */
  private static final String EXTEND =
      """
      with held as (
        select r.partition from reader_partition r
          join unnest(?::int[], ?::bigint[]) as mine(partition, epoch) on r.partition = mine.partition and r.epoch = mine.epoch
         where r.reader = ? order by r.partition for update of r)
      update reader_partition r set lease_until = clock_timestamp() + ? * interval '1 ms'
        from held where r.reader = ? and r.partition = held.partition
      returning r.partition
      """;

  private static final String END =
      "update reader_partition set lease_until = '-infinity' where reader = ? and partition = ? and epoch = ?";

  private final ReaderSettings settings;
  private final int partition;
  private final long epoch;
  private final Set<String> blockedKeys;
  private OptionalLong nextOffset;
  private long position;

  private PartitionClaim(
      ReaderSettings settings,
      int partition,
      long epoch,
      OptionalLong nextOffset,
      long position,
      Set<String> blockedKeys) {
    this.settings = settings;
    this.partition = partition;
    this.epoch = epoch;
    this.nextOffset = nextOffset;
    this.position = position;
    this.blockedKeys = blockedKeys;
  }

  /** A move of one claim's position, to be committed with what it stands for. */
  record Advance(PartitionClaim claim, long nextOffset, long position) {
    /** The transaction is committed. */
    void committed() {
      claim.nextOffset = OptionalLong.of(nextOffset);
      claim.position = position;
    }
  }

  /** The partitions on which no other owner has a lease now; the caller's own among them. */
  static List<Integer> free(Connection connection, ReaderSettings settings) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FREE)) {
      statement.setInt(1, settings.partitions());
      statement.setString(2, settings.name());
      statement.setString(3, settings.owner());
      return partitions(statement);
    }
  }

  /** Claims a partition; empty while another owner's lease lasts. Not within a transaction. */
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
        // After the claim: from here on nobody else blocks or unblocks a key of this partition.
        Set<String> blocked =
            new ParkedRecords(connection, settings.name(), partition).blockedKeys();
        return Optional.of(
            new PartitionClaim(
                settings,
                partition,
                row.getLong("epoch"),
                nextOffset,
                row.getLong("position"),
                new HashSet<>(blocked)));
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
   * The keys whose records are parked; the caller adds and removes once that is committed. Only the
   * claimant changes them, so what it knows is what the database holds.
   */
  Set<String> blockedKeys() {
    return blockedKeys;
  }

  /**
   * Moves positions and extends their leases, in the caller's transaction and one round trip. Call
   * {@link Advance#committed} once that is committed.
   *
   * @param advances in the order of their partitions
   * @throws ClaimLostException when another claim of one of them has begun
   */
  static void advance(Connection connection, List<Advance> advances) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
      for (Advance advance : advances) {
        advance.claim.bind(statement, OptionalLong.of(advance.nextOffset), advance.position);
        statement.addBatch();
      }
      int[] changed = statement.executeBatch();
      for (int i = 0; i < changed.length; i++) {
        if (changed[i] != 1) {
          throw advances.get(i).claim.lost();
        }
      }
    }
  }

  /**
   * Makes sure, within a transaction, that the claim is still this one's, and extends its lease.
   *
   * @throws ClaimLostException when another claim has begun
   */
  void extend(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
      bind(statement, nextOffset, position);
      if (statement.executeUpdate() != 1) {
        throw lost();
      }
    }
  }

  /** Extends the leases of all these claims; returns the partitions of those that are not lost. */
  static Set<Integer> extend(
      Connection connection, ReaderSettings settings, Collection<PartitionClaim> claims)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(EXTEND)) {
      Object[] partitions = claims.stream().map(PartitionClaim::partition).toArray();
      Object[] epochs = claims.stream().map(claim -> claim.epoch).toArray();
      statement.setArray(1, connection.createArrayOf("int4", partitions));
      statement.setArray(2, connection.createArrayOf("int8", epochs));
      statement.setString(3, settings.name());
      statement.setLong(4, settings.lease().toMillis());
      statement.setString(5, settings.name());
      return Set.copyOf(partitions(statement));
    }
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

  private void bind(PreparedStatement statement, OptionalLong next, long toPosition)
      throws SQLException {
    setOffset(statement, 1, next);
    statement.setLong(2, toPosition);
    statement.setLong(3, settings.lease().toMillis());
    statement.setString(4, settings.name());
    statement.setInt(5, partition);
    statement.setLong(6, epoch);
    setOffset(statement, 7, nextOffset);
  }

  private ClaimLostException lost() {
    return new ClaimLostException(
        "Expected reader %s to hold partition %d in epoch %d, but another claim has begun."
            .formatted(settings.name(), partition, epoch));
  }

  private static List<Integer> partitions(PreparedStatement statement) throws SQLException {
    List<Integer> partitions = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        partitions.add(row.getInt(1));
      }
    }
    return partitions;
  }

  private static void setOffset(PreparedStatement statement, int index, OptionalLong offset)
      throws SQLException {
    statement.setObject(
        index, offset.isPresent() ? offset.getAsLong() : null, java.sql.Types.BIGINT);
  }
}

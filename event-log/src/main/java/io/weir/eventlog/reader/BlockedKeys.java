package io.weir.eventlog.reader;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What operators see of blocked keys, and how they ask for a new try. From any process. */
public final class BlockedKeys {
  /**
   * A key whose records are parked.
   *
   * @param offset the offset of the record that could not be applied
   * @param parked how many records wait, that one included
   */
  public record BlockedKey(
      String key,
      int partition,
      long offset,
      String reason,
      Instant blockedAt,
      boolean releaseRequested,
      long parked) {}

  private final DataSource source;
  private final String reader;

  public BlockedKeys(DataSource source, String reader) {
    this.source = source;
    this.reader = reader;
  }

  /** All blocked keys, the longest blocked first. */
  public List<BlockedKey> list() throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select b.*, (select count(*) from parked_record p where p.reader = b.reader and p.record_key = b.record_key) as parked
                  from blocked_key b where reader = ? order by blocked_at, record_key
                """)) {
      statement.setString(1, reader);
      List<BlockedKey> keys = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          keys.add(
              new BlockedKey(
                  row.getString("record_key"),
                  row.getInt("partition"),
                  row.getLong("at_offset"),
                  row.getString("reason"),
                  row.getObject("blocked_at", OffsetDateTime.class).toInstant(),
                  row.getBoolean("release_requested"),
                  row.getLong("parked")));
        }
      }
      return keys;
    }
  }

  /**
   * Asks the partition's reader to apply a key's parked records, in order. It does so within a
   * second or so, or says in {@link BlockedKey#reason} why the key stays blocked.
   *
   * @return false when the key is not blocked
   */
  public boolean release(String key) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "update blocked_key set release_requested = true where reader = ? and record_key = ?")) {
      statement.setString(1, reader);
      statement.setString(2, key);
      return statement.executeUpdate() == 1;
    }
  }
}

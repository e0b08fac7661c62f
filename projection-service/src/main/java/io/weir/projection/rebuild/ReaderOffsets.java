package io.weir.projection.rebuild;

import io.weir.projection.model.Generation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** How far a generation's reader has come, as a map from partition to the next offset. */
final class ReaderOffsets {
  private ReaderOffsets() {}

  /** The offsets as this transaction sees them; 0 for a partition that was not begun. */
  static Map<Integer, Long> of(Connection connection, Generation generation, int partitions)
      throws SQLException {
    Map<Integer, Long> offsets = new TreeMap<>();
    for (int partition = 0; partition < partitions; partition++) offsets.put(partition, 0L);
    try (PreparedStatement select =
        connection.prepareStatement(
            "select partition, next_offset from projection.reader_partition where reader = ? and next_offset is not null")) {
      select.setString(1, generation.reader());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) offsets.put(rows.getInt(1), rows.getLong(2));
      }
    }
    return offsets;
  }

  /** Whether every partition is where {@code wanted} has it, or further. */
  static boolean reached(Map<Integer, Long> offsets, Map<Integer, Long> wanted) {
    return wanted.entrySet().stream()
        .allMatch(entry -> offsets.getOrDefault(entry.getKey(), 0L) >= entry.getValue());
  }
}

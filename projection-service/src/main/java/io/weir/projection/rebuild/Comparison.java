package io.weir.projection.rebuild;

import io.weir.projection.model.Generation;
import io.weir.projection.model.Generations;
import io.weir.projection.rebuild.TableComparison.Difference;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;

/** Compares two generations row by row, in the order of their keys, in constant memory. */
final class Comparison {
  private static final int FETCH = 2_000;
  private static final int LONGEST_ROW_SHOWN = 4_000;

  /** The key of a table that has not the key of a view, which is its id. */
  private static final Map<String, String> KEYS =
      Map.of(
          "timeline", "aggregate_id, created_at",
          "audit", "aggregate_id, sequence");

  private Comparison() {}

  /**
   * Compares all tables.
   *
   * @param liveConnection in a transaction whose snapshot fixes what the live model holds
   * @param rebuiltConnection in a transaction
   */
  static List<TableComparison> of(
      Connection liveConnection, Generation live, Connection rebuiltConnection, Generation rebuilt)
      throws SQLException {
    List<TableComparison> all = new ArrayList<>();
    for (String table : Generations.TABLES) {
      try (Rows left = new Rows(liveConnection, live, table);
          Rows right = new Rows(rebuiltConnection, rebuilt, table)) {
        all.add(compare(table, left, right));
      }
    }
    return all;
  }

  private static TableComparison compare(String table, Rows live, Rows rebuilt)
      throws SQLException {
    Optional<Difference> first = Optional.empty();
    while (true) {
      boolean left = live.next();
      boolean right = rebuilt.next();
      if (!left && !right) break;
      if (first.isEmpty() && !(left && right && live.isLike(rebuilt)))
        first =
            Optional.of(
                new Difference(
                    left ? Optional.of(live.shown()) : Optional.empty(),
                    right ? Optional.of(rebuilt.shown()) : Optional.empty()));
    }
    return new TableComparison(
        table, live.count, rebuilt.count, live.hash(), rebuilt.hash(), first);
  }

  /** A table's rows, column by column as the database sends them, hashed on the way. */
  private static final class Rows implements AutoCloseable {
    private static final byte[] ABSENT = {'-'};

    private final Statement statement;
    private final ResultSet rows;
    private final byte[][] row;
    private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    private final MessageDigest digest;
    private long count;

    Rows(Connection connection, Generation generation, String table) throws SQLException {
      statement = connection.createStatement();
      statement.setFetchSize(FETCH);
      rows =
          statement.executeQuery(
              "select * from %s.%s order by %s"
                  .formatted(generation.schema(), table, KEYS.getOrDefault(table, "id")));
      row = new byte[rows.getMetaData().getColumnCount()][];
      digest = sha256();
    }

    /** Goes to the next row; false when there is none. */
    boolean next() throws SQLException {
      if (!rows.next()) return false;
      for (int column = 0; column < row.length; column++) {
        byte[] value = rows.getBytes(column + 1);
        row[column] = value;
        digest.update(value == null ? ABSENT : length.putInt(0, value.length).array());
        if (value != null) digest.update(value);
      }
      count++;
      return true;
    }

    boolean isLike(Rows other) {
      return Arrays.deepEquals(row, other.row);
    }

    /** The row as people read it. */
    String shown() throws SQLException {
      StringJoiner columns = new StringJoiner(", ");
      for (int column = 1; column <= row.length; column++)
        columns.add(Objects.requireNonNullElse(rows.getString(column), "(none)"));
      String all = columns.toString();
      return all.length() <= LONGEST_ROW_SHOWN ? all : all.substring(0, LONGEST_ROW_SHOWN) + "...";
    }

    String hash() {
      return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws SQLException {
      rows.close();
      statement.close();
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException("Expected every JDK to know SHA-256", impossible);
      }
    }
  }
}

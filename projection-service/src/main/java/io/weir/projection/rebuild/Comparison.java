package io.weir.projection.rebuild;

import io.weir.projection.model.Generation;
import io.weir.projection.model.Generations;
import io.weir.projection.rebuild.TableComparison.Difference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
      Optional<String> left = live.next();
      Optional<String> right = rebuilt.next();
      if (left.isEmpty() && right.isEmpty()) break;
      if (first.isEmpty() && !left.equals(right))
        first =
            Optional.of(new Difference(left.map(Comparison::shown), right.map(Comparison::shown)));
    }
    return new TableComparison(
        table, live.count, rebuilt.count, live.hash(), rebuilt.hash(), first);
  }

  private static String shown(String row) {
    return row.length() <= LONGEST_ROW_SHOWN ? row : row.substring(0, LONGEST_ROW_SHOWN) + "...";
  }

  /** A table's rows as text, hashed on the way. */
  private static final class Rows implements AutoCloseable {
    private final Statement statement;
    private final ResultSet rows;
    private final MessageDigest digest;
    private long count;

    Rows(Connection connection, Generation generation, String table) throws SQLException {
      statement = connection.createStatement();
      statement.setFetchSize(FETCH);
      rows =
          statement.executeQuery(
              "select t::text from %s.%s t order by %s"
                  .formatted(generation.schema(), table, KEYS.getOrDefault(table, "id")));
      digest = sha256();
    }

    Optional<String> next() throws SQLException {
      if (!rows.next()) return Optional.empty();
      String row = rows.getString(1);
      digest.update(row.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
      count++;
      return Optional.of(row);
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

package io.weir.eventlog.reader;

import io.weir.eventlog.LogRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A read model whose every row tells each record that went into it and their order: a chain of
 * digests per key. A record lost, doubled or out of order gives another digest.
 */
final class Fold {
  static final String DDL =
      "create table fold (reader text, key text, records bigint not null, digest text not null, primary key (reader, key))";

  /** A key's row. */
  record Row(long records, String digest) {
    static final Row NONE = new Row(0, "");

    Row with(String payload) {
      return new Row(records + 1, sha256(digest + payload));
    }
  }

  private Fold() {}

  /** The handler: one row per key, changed through the reader's connection. */
  static BatchHandler<String> handler(String reader) {
    return handler(reader, partitions -> {});
  }

  /**
   * @param together hears of the partitions that are applied in one transaction
   */
  static BatchHandler<String> handler(String reader, Consumer<Set<Integer>> together) {
    BatchHandler<String> each = each(reader);
    return new BatchHandler<>() {
      @Override
      public void apply(Connection connection, int partition, List<Delivered<String>> records)
          throws SQLException {
        each.apply(connection, partition, records);
      }

      @Override
      public void applyAll(
          Connection connection, SortedMap<Integer, List<Delivered<String>>> byPartition)
          throws SQLException {
        together.accept(Set.copyOf(byPartition.keySet()));
        each.applyAll(connection, byPartition);
      }
    };
  }

  private static BatchHandler<String> each(String reader) {
    return (connection, partition, records) -> {
      Map<String, Row> rows = new TreeMap<>();
      for (Delivered<String> delivered : records) {
        String key = delivered.record().key();
        if (!rows.containsKey(key)) {
          rows.put(key, read(connection, reader, key));
        }
        rows.computeIfPresent(key, (k, row) -> row.with(delivered.value()));
      }
      write(connection, reader, rows);
    };
  }

  /** What the rows must be: the same fold in memory, over the topic. */
  static Map<String, Row> of(List<LogRecord> topic) {
    Map<String, Row> rows = new TreeMap<>();
    for (LogRecord record : topic) {
      String payload = new String(record.payload(), StandardCharsets.UTF_8);
      rows.merge(record.key(), Row.NONE.with(payload), (row, first) -> row.with(payload));
    }
    return rows;
  }

  static Map<String, Row> rows(Connection connection, String reader) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select key, records, digest from fold where reader = ?")) {
      statement.setString(1, reader);
      Map<String, Row> rows = new TreeMap<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.put(row.getString(1), new Row(row.getLong(2), row.getString(3)));
        }
      }
      return rows;
    }
  }

  private static Row read(Connection connection, String reader, String key) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select records, digest from fold where reader = ? and key = ?")) {
      statement.setString(1, reader);
      statement.setString(2, key);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? new Row(row.getLong(1), row.getString(2)) : Row.NONE;
      }
    }
  }

  private static void write(Connection connection, String reader, Map<String, Row> rows)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into fold (reader, key, records, digest) values (?, ?, ?, ?) on conflict (reader, key) do update set records = excluded.records, digest = excluded.digest")) {
      for (Map.Entry<String, Row> entry : rows.entrySet()) {
        statement.setString(1, reader);
        statement.setString(2, entry.getKey());
        statement.setLong(3, entry.getValue().records());
        statement.setString(4, entry.getValue().digest());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

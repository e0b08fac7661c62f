package io.weir.eventlog.reader;

import io.weir.eventlog.LogRecord;
import io.weir.events.wire.WireJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;

/** The blocked keys of one partition and their parked records, in the caller's transaction. */
final class ParkedRecords {
  private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

  private final Connection connection;
  private final String reader;
  private final int partition;

  ParkedRecords(Connection connection, String reader, int partition) {
    this.connection = connection;
    this.reader = reader;
    this.partition = partition;
  }

  Set<String> blockedKeys() throws SQLException {
    return keys("select record_key from blocked_key where reader = ? and partition = ?");
  }

  /** Blocks a key from this record on; the record itself is parked by {@link #park}. */
  void block(LogRecord record, String reason) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into blocked_key (reader, record_key, partition, at_offset, reason, blocked_at) values (?, ?, ?, ?, ?, now())")) {
      statement.setString(1, reader);
      statement.setString(2, record.key());
      statement.setInt(3, partition);
      statement.setLong(4, record.offset());
      statement.setString(5, reason);
      statement.executeUpdate();
    }
  }

  /** Keeps a record as it is in the topic. */
  void park(LogRecord record) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into parked_record (reader, partition, record_offset, record_key, recorded_at, headers, payload) values (?, ?, ?, ?, ?, ?, ?)")) {
      statement.setString(1, reader);
      statement.setInt(2, partition);
      statement.setLong(3, record.offset());
      statement.setString(4, record.key());
      statement.setObject(5, record.appendedAt().atOffset(ZoneOffset.UTC));
      statement.setString(6, WireJson.mapper().writeValueAsString(new TreeMap<>(record.headers())));
      statement.setBytes(7, record.payload());
      statement.executeUpdate();
    }
  }

  /** A key's parked records, in the order of the partition. */
  List<LogRecord> ofKey(String topic, String key) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select record_offset, recorded_at, headers, payload from parked_record where reader = ? and partition = ? and record_key = ? order by record_offset")) {
      statement.setString(1, reader);
      statement.setInt(2, partition);
      statement.setString(3, key);
      List<LogRecord> records = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          records.add(
              new LogRecord(
                  topic,
                  partition,
                  row.getLong("record_offset"),
                  row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                  key,
                  WireJson.mapper().readValue(row.getString("headers"), TEXTS),
                  row.getBytes("payload")));
        }
      }
      return records;
    }
  }

  /** Unblocks a key and drops its parked records: they are applied. */
  void remove(String key) throws SQLException {
    for (String sql :
        List.of(
            "delete from parked_record where reader = ? and partition = ? and record_key = ?",
            "delete from blocked_key where reader = ? and partition = ? and record_key = ?")) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, reader);
        statement.setInt(2, partition);
        statement.setString(3, key);
        statement.executeUpdate();
      }
    }
  }

  /** A release came to nothing: the key stays blocked, at the record that stops it now. */
  void stillBlocked(String key, long offset, String reason) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update blocked_key set release_requested = false, at_offset = ?, reason = ? where reader = ? and partition = ? and record_key = ?")) {
      statement.setLong(1, offset);
      statement.setString(2, reason);
      statement.setString(3, reader);
      statement.setInt(4, partition);
      statement.setString(5, key);
      statement.executeUpdate();
    }
  }

  private Set<String> keys(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, reader);
      statement.setInt(2, partition);
      Set<String> keys = new HashSet<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          keys.add(row.getString(1));
        }
      }
      return keys;
    }
  }
}

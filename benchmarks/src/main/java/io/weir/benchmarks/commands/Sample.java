package io.weir.benchmarks.commands;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * What one command made durable, so that the floor makes the same bytes durable.
 *
 * @param events its events, in their order
 * @param fingerprint of its request, which is kept with its key
 */
record Sample(List<Event> events, byte[] fingerprint) {
  /** A row of {@code domain_event}, without what is its own. */
  record Event(
      String aggregateType,
      String type,
      String revision,
      OffsetDateTime at,
      byte[] payload,
      byte[] metadata) {}

  /**
   * Reads what the command with a key wrote.
   *
   * @param after the events of the command are those with a greater index
   * @param number how many events it ended in
   */
  static Sample read(DataSource store, String key, long after, int number) throws SQLException {
    List<Event> events = new ArrayList<>();
    try (Connection connection = store.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                select aggregate_type, type, revision, occurred_at, payload, metadata
                from command.domain_event where global_index > ? order by global_index
                """)) {
      select.setLong(1, after);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next())
          events.add(
              new Event(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getObject(4, OffsetDateTime.class),
                  rows.getBytes(5),
                  rows.getBytes(6)));
      }
    }
    if (events.size() != number)
      throw new IllegalStateException(
          "Expected %d events of %s, but there are %d".formatted(number, key, events.size()));
    return new Sample(events, fingerprint(store, key));
  }

  private static byte[] fingerprint(DataSource store, String key) throws SQLException {
    try (Connection connection = store.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select fingerprint from command.idempotent_request where key = ?")) {
      select.setString(1, key);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) throw new IllegalStateException("Expected the key " + key);
        return row.getBytes(1);
      }
    }
  }
}

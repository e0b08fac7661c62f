package io.weir.command.store;

import static io.weir.command.store.StoreDatabase.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is stored is what was given, to the last microsecond and character. */
class EventRowsTest {
  @RegisterExtension static final StoreDatabase STORE = new StoreDatabase();

  @Test
  void storesEachColumnOfEachRowAsItIs() throws SQLException {
    UUID aggregate = UUID.randomUUID();
    List<EventRow> events =
        List.of(
            row(aggregate, 0, "quoted \"'\\{},", "2026-11-21T12:00:00.123457Z"),
            row(aggregate, 1, "NULL", "2000-02-29T23:59:59.999999Z"),
            row(aggregate, 2, "", "1969-12-31T23:59:59.000001Z"),
            row(aggregate, 3, "ä€😀", "2254-12-31T23:59:59.999999Z"));

    try (Connection connection = STORE.connection()) {
      long[] indexes =
          EventRows.insert(
              connection,
              List.of(new KeptAnswer("a \"key\"", new byte[] {0, -1}, bytes("{}"))),
              events);

      assertThat(indexes).isSorted().hasSize(events.size());
      assertThat(read(connection))
          .usingRecursiveFieldByFieldElementComparator()
          .containsExactlyElementsOf(events);
      assertThat(
              text(connection, "select key || encode(fingerprint, 'hex') from idempotent_request"))
          .isEqualTo("a \"key\"00ff");
    }
  }

  private static EventRow row(UUID aggregate, long sequence, String type, String at) {
    return StoreDatabase.row(aggregate, sequence, type, Instant.parse(at));
  }

  /** Times as text: as the server sees them, not as the driver reads them back. */
  private static List<EventRow> read(Connection connection) throws SQLException {
    List<EventRow> events = new ArrayList<>();
    try (Statement select = connection.createStatement();
        ResultSet row =
            select.executeQuery(
                """
                select *, to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') at
                from domain_event order by global_index
                """)) {
      while (row.next())
        events.add(
            new EventRow(
                row.getObject("event_id", UUID.class),
                row.getObject("aggregate_id", UUID.class),
                row.getLong("sequence"),
                row.getString("aggregate_type"),
                row.getString("type"),
                row.getString("revision"),
                Instant.parse(row.getString("at")),
                row.getBytes("payload"),
                row.getBytes("metadata")));
    }
    return events;
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}

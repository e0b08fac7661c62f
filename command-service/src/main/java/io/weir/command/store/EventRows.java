package io.weir.command.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * Inserts events, however many and of however many aggregates, in one statement. Arrays of one
 * length go in step with one another; in the list of columns, not after FROM, since there the
 * server would write each column into a store of its own first.
 */
final class EventRows {
  private static final String INSERT =
      """
      insert into domain_event
        (event_id, aggregate_id, sequence, aggregate_type, type, revision, occurred_at, payload, metadata)
      select unnest(?::uuid[]), unnest(?::uuid[]), unnest(?::bigint[]), unnest(?::text[]), unnest(?::text[]),
        unnest(?::text[]), unnest(?::timestamptz[]), unnest(?::bytea[]), unnest(?::bytea[])
      returning global_index
      """;

  private static final String KEEP =
      """
      insert into idempotent_request (key, fingerprint, answer)
      select unnest(?::text[]), unnest(?::bytea[]), unnest(?::bytea[])
      """;

  private EventRows() {}

  /** Returns the global index of each, in their order. */
  static long[] insert(Connection connection, List<EventRow> events) throws SQLException {
    return insert(connection, List.of(), events);
  }

  /** In the same round trip also keeps answers, under keys that must be new. */
  static long[] insert(Connection connection, List<KeptAnswer> answers, List<EventRow> events)
      throws SQLException {
    String statements = answers.isEmpty() ? INSERT : KEEP + ";" + INSERT;
    try (PreparedStatement insert = connection.prepareStatement(statements)) {
      int n = 0;
      if (!answers.isEmpty()) {
        insert.setArray(++n, array(connection, "text", answers, KeptAnswer::key));
        insert.setArray(++n, bytes(connection, answers, KeptAnswer::fingerprint));
        insert.setArray(++n, bytes(connection, answers, KeptAnswer::answer));
      }
      insert.setArray(++n, array(connection, "uuid", events, EventRow::eventId));
      insert.setArray(++n, array(connection, "uuid", events, EventRow::aggregateId));
      insert.setArray(++n, array(connection, "bigint", events, EventRow::sequence));
      insert.setArray(++n, array(connection, "text", events, EventRow::aggregateType));
      insert.setArray(++n, array(connection, "text", events, EventRow::type));
      insert.setArray(++n, array(connection, "text", events, EventRow::revision));
      insert.setArray(++n, array(connection, "timestamptz", events, EventRow::at));
      insert.setArray(++n, bytes(connection, events, EventRow::payload));
      insert.setArray(++n, bytes(connection, events, EventRow::metadata));
      insert.execute();
      if (!answers.isEmpty()) insert.getMoreResults();
      try (ResultSet rows = insert.getResultSet()) {
        return indexes(rows, events.size());
      }
    }
  }

  /** The global indexes of events that are stored. */
  static long[] indexes(Connection connection, List<EventRow> events) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select global_index from unnest(?::uuid[]) with ordinality wanted (event_id, place)
            join domain_event using (event_id) order by place
            """)) {
      select.setArray(1, array(connection, "uuid", events, EventRow::eventId));
      try (ResultSet rows = select.executeQuery()) {
        return indexes(rows, events.size());
      }
    }
  }

  private static long[] indexes(ResultSet rows, int events) throws SQLException {
    long[] indexes = new long[events];
    for (int i = 0; rows.next(); i++) indexes[i] = rows.getLong(1);
    return indexes;
  }

  private static <R> Array array(
      Connection connection, String type, List<R> rows, Function<R, ?> column) throws SQLException {
    return connection.createArrayOf(type, rows.stream().map(column).toArray());
  }

  private static <R> Array bytes(Connection connection, List<R> rows, Function<R, byte[]> column)
      throws SQLException {
    return connection.createArrayOf("bytea", rows.stream().map(column).toArray(byte[][]::new));
  }
}

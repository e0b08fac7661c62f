package io.weir.command.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Inserts events, however many and of however many aggregates, in one statement. Arrays of one
 * length go in step with one another; in the list of columns, not after FROM, since there the
 * server would write each column into a store of its own first. The driver sends arrays of numbers,
 * strings and bytes as they are, all others as text that both sides have to spell out; so times go
 * as microseconds.
 */
final class EventRows {
  private static final String INSERT =
      """
      insert into domain_event
        (event_id, aggregate_id, sequence, aggregate_type, type, revision, occurred_at, payload, metadata)
      select unnest(?::uuid[]), unnest(?::uuid[]), unnest(?::bigint[]), unnest(?::text[]), unnest(?::text[]),
        unnest(?::text[]), timestamptz 'epoch' + unnest(?::bigint[]) * interval '1 microsecond',
        unnest(?::bytea[]), unnest(?::bytea[])
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
        insert.setArray(++n, texts(connection, answers, KeptAnswer::key));
        insert.setArray(++n, bytes(connection, answers, KeptAnswer::fingerprint));
        insert.setArray(++n, bytes(connection, answers, KeptAnswer::answer));
      }
      insert.setArray(++n, uuids(connection, events, EventRow::eventId));
      insert.setArray(++n, uuids(connection, events, EventRow::aggregateId));
      insert.setArray(++n, numbers(connection, events, EventRow::sequence));
      insert.setArray(++n, texts(connection, events, EventRow::aggregateType));
      insert.setArray(++n, texts(connection, events, EventRow::type));
      insert.setArray(++n, texts(connection, events, EventRow::revision));
      insert.setArray(++n, numbers(connection, events, EventRows::microseconds));
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
      select.setArray(1, uuids(connection, events, EventRow::eventId));
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

  /** The server multiplies them as doubles, which is exact up to the year 2255. */
  private static long microseconds(EventRow event) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, event.at());
  }

  private static <R> Array uuids(Connection connection, List<R> rows, Function<R, UUID> column)
      throws SQLException {
    return connection.createArrayOf("uuid", rows.stream().map(column).toArray());
  }

  private static <R> Array numbers(Connection connection, List<R> rows, ToLongFunction<R> column)
      throws SQLException {
    return connection.createArrayOf(
        "bigint", rows.stream().map(column::applyAsLong).toArray(Long[]::new));
  }

  private static <R> Array texts(Connection connection, List<R> rows, Function<R, String> column)
      throws SQLException {
    return connection.createArrayOf("text", rows.stream().map(column).toArray(String[]::new));
  }

  private static <R> Array bytes(Connection connection, List<R> rows, Function<R, byte[]> column)
      throws SQLException {
    return connection.createArrayOf("bytea", rows.stream().map(column).toArray(byte[][]::new));
  }
}

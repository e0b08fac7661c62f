package io.weir.benchmarks.commands;

import io.weir.benchmarks.harness.ClosedLoop;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;

/**
 * The floor: the rows that a command must make durable, its events and its key, inserted and
 * committed on one connection. Prepared, in one transaction, several rows to a statement, all
 * statements in one round trip, with the columns and the indexes of the real tables, and nothing
 * else: no check, no trigger, no answer.
 */
final class InsertFloor {
  static final String SCHEMA = "bare";

  /** How a client of the floor commits. */
  enum Commit {
    /** INSERT, then COMMIT, as the goal words it: two round trips. */
    AFTER_THE_INSERT,
    /** In the round trip of the INSERT: the least that is possible. */
    WITH_THE_INSERT
  }

  private final DataSource source;
  private final List<Sample> commands;
  private final AtomicLong aggregates = new AtomicLong();

  /**
   * @param source the database of the command service; the floor has tables of its own in it
   * @param commands what is written, in turn
   */
  InsertFloor(DataSource source, List<Sample> commands) throws SQLException {
    this.source = source;
    this.commands = commands;
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create schema " + SCHEMA);
      for (String table : List.of("domain_event", "idempotent_request"))
        statement.execute(
            "create table %s.%s (like command.%s including defaults including identity including indexes including storage)"
                .formatted(SCHEMA, table, table));
    }
  }

  /**
   * One connection more.
   *
   * @param events counts what it inserts
   */
  ClosedLoop.Client connect(Commit commit, LongAdder events) throws SQLException {
    return new Client(aggregates.incrementAndGet(), commit, events);
  }

  private final class Client implements ClosedLoop.Client {
    private final Connection connection = source.getConnection();
    private final List<PreparedStatement> inserts;
    private final UUID aggregate;
    private final long id;
    private final LongAdder events;
    private int done;
    private long sequence;

    private Client(long id, Commit commit, LongAdder events) throws SQLException {
      connection.setAutoCommit(commit == Commit.WITH_THE_INSERT);
      this.events = events;
      this.id = id;
      this.aggregate = new UUID(1, id);
      PreparedStatement[] prepared = new PreparedStatement[commands.size()];
      for (int i = 0; i < prepared.length; i++)
        prepared[i] = connection.prepareStatement(sql(commands.get(i).events().size()));
      this.inserts = List.of(prepared);
    }

    @Override
    public void run(int ignored) throws SQLException {
      int which = done % inserts.size();
      Sample command = commands.get(which);
      PreparedStatement insert = inserts.get(which);
      int n = 0;
      insert.setString(++n, "default/floor-" + id + "-" + done++);
      insert.setBytes(++n, command.fingerprint());
      for (Sample.Event event : command.events()) {
        insert.setObject(++n, eventId());
        insert.setObject(++n, aggregate);
        insert.setLong(++n, sequence++);
        insert.setString(++n, event.aggregateType());
        insert.setString(++n, event.type());
        insert.setString(++n, event.revision());
        insert.setObject(++n, event.at());
        insert.setBytes(++n, event.payload());
        insert.setBytes(++n, event.metadata());
      }
      insert.execute();
      if (!connection.getAutoCommit()) connection.commit();
      events.add(command.events().size());
    }

    /** Rises with time, as the service's do. */
    private static UUID eventId() {
      return new UUID(
          System.currentTimeMillis() << 16 | 0x7000L, ThreadLocalRandom.current().nextLong());
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  /** Both statements go out together. */
  private static String sql(int events) {
    return """
    insert into %s.idempotent_request (key, fingerprint) values (?, ?);
    insert into %s.domain_event
      (event_id, aggregate_id, sequence, aggregate_type, type, revision, occurred_at, payload, metadata)
    values %s"""
        .formatted(
            SCHEMA,
            SCHEMA,
            String.join(", ", Collections.nCopies(events, "(?, ?, ?, ?, ?, ?, ?, ?, ?)")));
  }
}

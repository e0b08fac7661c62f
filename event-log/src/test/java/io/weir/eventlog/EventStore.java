package io.weir.eventlog;

import io.weir.embedded.junit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A database with both DDL files, and appends to it. */
public final class EventStore {
  public static final Instant TIME = Instant.parse("2026-11-21T00:00:00.000001Z");
  private static final String METADATA =
      """
      {"namespace":"default","subject":"orders","actor":"user:ada","reason":"héllo","command":"PatchDeployment",\
      "correlationId":"00000000-0000-7000-8000-000000000001","causationId":"00000000-0000-7000-8000-000000000002"}""";

  private final TestDatabase database;

  public EventStore(TestDatabase database) {
    this.database = database;
    try (Connection connection = connect()) {
      run(connection, "event_log.sql");
      run(connection, "partition_reader.sql");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public TestDatabase database() {
    return database;
  }

  public Connection connect() throws SQLException {
    return database.dataSource().getConnection();
  }

  /** Appends one event in a transaction of its own. */
  public void append(UUID aggregate, long sequence) {
    try (Connection connection = connect()) {
      insert(connection, aggregate, sequence);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Inserts one event in the connection's transaction. */
  public static void insert(Connection connection, UUID aggregate, long sequence)
      throws SQLException {
    insert(connection, aggregate, sequence, "{\"n\":%d}".formatted(sequence), METADATA);
  }

  public static void insert(
      Connection connection, UUID aggregate, long sequence, String payload, String metadata)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into domain_event (event_id, aggregate_id, sequence, aggregate_type, type, revision, occurred_at, payload, metadata)
            values (?, ?, ?, 'deployment', 'job.started', '1', ?, ?, ?)
            """)) {
      statement.setObject(1, UUID.randomUUID());
      statement.setObject(2, aggregate);
      statement.setLong(3, sequence);
      statement.setObject(4, OffsetDateTime.ofInstant(TIME, ZoneOffset.UTC));
      statement.setBytes(5, payload.getBytes(StandardCharsets.UTF_8));
      statement.setBytes(6, metadata.getBytes(StandardCharsets.UTF_8));
      statement.executeUpdate();
    }
  }

  /** Every stored event's id, in the order of the store. */
  public List<Stored> all() {
    try (Connection connection = connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "select global_index, event_id, aggregate_id, sequence from domain_event order by global_index");
        ResultSet row = statement.executeQuery()) {
      List<Stored> stored = new ArrayList<>();
      while (row.next()) {
        stored.add(
            new Stored(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getLong(4)));
      }
      return stored;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public record Stored(long position, UUID id, UUID aggregate, long sequence) {}

  public static void run(Connection connection, String resource) throws SQLException {
    try (var stream = Partitions.class.getResourceAsStream(resource);
        var statement = connection.createStatement()) {
      statement.execute(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}

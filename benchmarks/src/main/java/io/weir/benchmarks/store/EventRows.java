package io.weir.benchmarks.store;

import io.weir.eventlog.Partitions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/** A store filled with events of a real size: about 500 bytes of payload, 300 of metadata. */
public final class EventRows {
  private static final String METADATA =
      """
      {"actor":"user:ada","causationId":"00000000-0000-7000-8000-000000000002","command":"PatchDeployment",\
      "correlationId":"00000000-0000-7000-8000-000000000001","namespace":"default","reason":"raise parallelism",\
      "subject":"orders-enrichment","traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}""";
  private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-11-21T00:00:00.000001Z");
  private static final int AGGREGATES = 500;

  private EventRows() {}

  /** Makes the store's tables, as the command service does. */
  public static void createStore(DataSource source) throws SQLException, IOException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        var ddl = Partitions.class.getResourceAsStream("event_log.sql")) {
      statement.execute(new String(ddl.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Appends {@code count} events of {@value #AGGREGATES} deployments, 1,000 in a transaction. */
  public static void fill(DataSource source, int count) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement insert = insert(connection)) {
      connection.setAutoCommit(false);
      for (int i = 0; i < count; i++) {
        bind(insert, new UUID(7, i % AGGREGATES), i / AGGREGATES);
        insert.addBatch();
        if (i % 1_000 == 999) {
          insert.executeBatch();
          connection.commit();
        }
      }
      insert.executeBatch();
      connection.commit();
    }
  }

  /** The statement that {@link #bind} fills. */
  public static PreparedStatement insert(Connection connection) throws SQLException {
    return connection.prepareStatement(
        """
        insert into domain_event (event_id, aggregate_id, sequence, aggregate_type, type, revision, occurred_at, payload, metadata)
        values (?, ?, ?, 'deployment', 'job.started', '1', ?, ?, ?)
        """);
  }

  /** Binds an event of a real size; returns its id. */
  public static UUID bind(PreparedStatement insert, UUID aggregate, long sequence)
      throws SQLException {
    return bind(
        insert,
        aggregate,
        sequence,
        payload(aggregate, sequence),
        METADATA.getBytes(StandardCharsets.UTF_8));
  }

  /** Binds an event of these bytes; returns its id, which rises with time as the service's do. */
  public static UUID bind(
      PreparedStatement insert, UUID aggregate, long sequence, byte[] payload, byte[] metadata)
      throws SQLException {
    UUID id =
        new UUID(
            System.currentTimeMillis() << 16 | 0x7000L, ThreadLocalRandom.current().nextLong());
    insert.setObject(1, id);
    insert.setObject(2, aggregate);
    insert.setLong(3, sequence);
    insert.setObject(4, TIME);
    insert.setBytes(5, payload);
    insert.setBytes(6, metadata);
    return id;
  }

  private static byte[] payload(UUID aggregate, long sequence) {
    return "{\"deploymentId\":\"%s\",\"jobId\":\"%s\",\"sequence\":%d,\"text\":\"%s\"}"
        .formatted(aggregate, new UUID(sequence, 9), sequence, "flink ".repeat(60))
        .getBytes(StandardCharsets.UTF_8);
  }
}

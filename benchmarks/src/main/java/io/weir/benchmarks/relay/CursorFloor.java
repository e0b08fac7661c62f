package io.weir.benchmarks.relay;

import io.weir.eventlog.Partitions;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The unavoidable work: one cursor over the store, one idempotent producer, five requests in
 * flight. It keeps no position, watches for no holes and does not care what a failure does to the
 * order.
 */
final class CursorFloor {
  private static final String[] TEXT_COLUMNS = {
    "event_id", "sequence", "type", "revision", "occurred_at", "global_index"
  };

  private CursorFloor() {}

  static void run(DataSource source, String bootstrapServers, String topic, int partitions)
      throws SQLException {
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        KafkaProducer<byte[], byte[]> producer = producer(bootstrapServers)) {
      connection.setAutoCommit(false);
      statement.setFetchSize(1_000);
      try (ResultSet row =
          statement.executeQuery("select * from domain_event order by global_index")) {
        while (row.next()) {
          producer.send(
              record(row, topic, partitions),
              (sent, e) -> {
                if (e != null) failure.compareAndSet(null, e);
              });
        }
      }
      producer.flush();
    }
    if (failure.get() != null)
      throw new IllegalStateException("The floor's producer failed", failure.get());
  }

  /** As many bytes as the relay sends: the metadata goes along as one header, unread. */
  private static ProducerRecord<byte[], byte[]> record(ResultSet row, String topic, int partitions)
      throws SQLException {
    UUID aggregate = row.getObject("aggregate_id", UUID.class);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic,
            Partitions.of(aggregate, partitions),
            aggregate.toString().getBytes(StandardCharsets.UTF_8),
            row.getBytes("payload"));
    for (String column : TEXT_COLUMNS)
      record.headers().add(column, row.getString(column).getBytes(StandardCharsets.UTF_8));
    record.headers().add("metadata", row.getBytes("metadata"));
    return record;
  }

  private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "acks",
            "all",
            "enable.idempotence",
            true,
            "compression.type",
            "lz4",
            "batch.size",
            1 << 18,
            "linger.ms",
            5),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}

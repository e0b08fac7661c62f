package io.weir.benchmarks.visible;

import com.zaxxer.hikari.HikariDataSource;
import io.weir.benchmarks.harness.OpenLoop;
import io.weir.benchmarks.harness.Stack;
import io.weir.benchmarks.store.EventRows;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The unavoidable steps: commit an event, send it, receive it, commit what was received. No HTTP,
 * no decision, no view.
 */
final class RoundTripFloor implements OpenLoop.Operation, AutoCloseable {
  private static final String TOPIC = "floor";
  private static final int PARTITIONS = 8;

  private final HikariDataSource pool = new HikariDataSource();
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<UUID, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread reader = Thread.ofPlatform().name("floor").unstarted(this::read);

  private RoundTripFloor(Stack stack) {
    pool.setDataSource(stack.database().dataSource("floor"));
    pool.setMaximumPoolSize(8);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers(), "acks", "all", "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  static RoundTripFloor start(Stack stack) throws Exception {
    stack.database().createDatabase("floor");
    stack.createTopic(TOPIC, PARTITIONS);
    EventRows.createStore(stack.database().dataSource("floor"));
    RoundTripFloor floor = new RoundTripFloor(stack);
    try (Connection connection = floor.pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table seen (id uuid primary key)");
    }
    List<TopicPartition> all =
        IntStream.range(0, PARTITIONS).mapToObj(p -> new TopicPartition(TOPIC, p)).toList();
    floor.consumer.assign(all);
    floor.consumer.seekToBeginning(all);
    floor.reader.start();
    return floor;
  }

  @Override
  public void run(int n) throws Exception {
    UUID id;
    try (Connection connection = pool.getConnection();
        PreparedStatement insert = EventRows.insert(connection)) {
      id = EventRows.bind(insert, UUID.randomUUID(), n);
      insert.executeUpdate();
    }
    CompletableFuture<Void> seen = new CompletableFuture<>();
    waiting.put(id, seen);
    byte[] key =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    producer.send(new ProducerRecord<>(TOPIC, key, new byte[800]));
    seen.get(30, TimeUnit.SECONDS);
  }

  private void read() {
    while (!closed.get()) {
      List<UUID> ids = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        ByteBuffer key = ByteBuffer.wrap(record.key());
        ids.add(new UUID(key.getLong(), key.getLong()));
      }
      if (ids.isEmpty()) continue;
      try {
        insert(ids);
        ids.forEach(id -> waiting.remove(id).complete(null));
      } catch (SQLException failed) {
        ids.forEach(id -> waiting.remove(id).completeExceptionally(failed));
      }
    }
    consumer.close();
  }

  private void insert(List<UUID> ids) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("insert into seen select unnest(?)")) {
      insert.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      insert.executeUpdate();
    }
  }

  @Override
  public void close() {
    closed.set(true);
    try {
      reader.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    producer.close();
    pool.close();
  }
}

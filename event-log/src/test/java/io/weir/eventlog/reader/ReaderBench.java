package io.weir.eventlog.reader;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.embedded.junit.TestDatabase;
import io.weir.eventlog.EventStore;
import io.weir.eventlog.LogRecord;
import io.weir.eventlog.Topic;
import io.weir.events.wire.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A topic, a database and reader loops over them, stepped by hand. */
final class ReaderBench implements AutoCloseable {
  static final int PARTITIONS = 3;
  static final String READER = "live";

  final EventStore store;
  final HikariDataSource source;
  final String bootstrapServers;
  final String topic;

  /** Off: a record whose payload says "poison" cannot be decoded. On: it can. */
  final AtomicBoolean repaired = new AtomicBoolean();

  final List<String> heard = new ArrayList<>();
  private final KafkaProducer<byte[], byte[]> producer;
  private long position;

  ReaderBench(TestDatabase database, String bootstrapServers, String topic) throws SQLException {
    this.store = new EventStore(database);
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.producer = Topic.producer(bootstrapServers);
    HikariConfig pool = new HikariConfig();
    // Two readers on one thread must not wait for each other's locks.
    pool.setJdbcUrl(database.jdbcUrl() + "&options=-c%20lock_timeout=200");
    pool.setMaximumPoolSize(6);
    pool.setMinimumIdle(0);
    this.source = new HikariDataSource(pool);
    try (Connection connection = store.connect()) {
      connection.createStatement().execute(Fold.DDL);
    }
  }

  /** Writes one record to the partition that the key has in this bench. */
  void write(String key, String payload) {
    var record =
        new ProducerRecord<>(topic, partitionOf(key), Topic.bytes(key), Topic.bytes(payload));
    record.headers().add("ce_position", Topic.bytes(Long.toString(++position)));
    producer.send(record);
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
    source.close();
  }

  /** The last character of a key decides. */
  static int partitionOf(String key) {
    return key.charAt(key.length() - 1) % PARTITIONS;
  }

  List<LogRecord> topic() {
    return Topic.readAll(bootstrapServers, topic);
  }

  ReaderSettings settings(String name, String owner) {
    return new ReaderSettings(
        name,
        owner,
        bootstrapServers,
        topic,
        PARTITIONS,
        5,
        Duration.ofMinutes(5),
        Duration.ofMillis(50),
        1,
        Optional.empty());
  }

  ReaderLoop<String> loop(String owner) {
    return loop(settings(READER, owner), Fold.handler(READER));
  }

  ReaderLoop<String> loop(ReaderSettings settings, BatchHandler<String> handler) {
    return new ReaderLoop<>(
        source,
        settings,
        this::decode,
        handler,
        listener(),
        new ReaderMetrics(new SimpleMeterRegistry(), settings.name()));
  }

  String decode(LogRecord record) {
    String payload = new String(record.payload(), StandardCharsets.UTF_8);
    if (payload.contains("poison") && !repaired.get()) {
      throw new UndecodableException("Expected no poison");
    }
    return payload;
  }

  /** Ends the lease of every claim and of every member, as time would. */
  void expireLeases() throws SQLException {
    execute(
        "update reader_partition set lease_until = '-infinity'; update reader_member set lease_until = '-infinity'");
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  long number(String sql) throws SQLException {
    try (Connection connection = store.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  Map<String, Fold.Row> rows(String reader) throws SQLException {
    try (Connection connection = store.connect()) {
      return Fold.rows(connection, reader);
    }
  }

  private ReaderListener<String> listener() {
    return new ReaderListener<>() {
      @Override
      public void applied(int partition, List<Delivered<String>> records, long position) {
        heard.add("applied " + records.stream().map(Delivered::value).toList());
      }

      @Override
      public void blocked(int partition, String key, long offset, String reason) {
        heard.add("blocked " + key);
      }

      @Override
      public void released(int partition, String key, List<Delivered<String>> records) {
        heard.add("released " + key + " " + records.stream().map(Delivered::value).toList());
      }

      @Override
      public void lost(int partition, String reason) {
        heard.add("lost " + partition);
        heard.add("because " + reason);
      }

      @Override
      public void halted(int partition, String reason) {
        heard.add("halted " + partition + ": " + reason);
      }
    };
  }
}

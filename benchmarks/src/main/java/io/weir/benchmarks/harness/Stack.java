package io.weir.benchmarks.harness;

import io.weir.embedded.BrokerSettings;
import io.weir.embedded.DatabaseSettings;
import io.weir.embedded.EmbeddedBroker;
import io.weir.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** A broker and a database of this run's own, with the durability that production has. */
public final class Stack implements AutoCloseable {
  private final Path directory;
  private final EmbeddedBroker broker;
  private final EmbeddedDatabase database;

  private Stack(Path directory, EmbeddedBroker broker, EmbeddedDatabase database) {
    this.directory = directory;
    this.broker = broker;
    this.database = database;
  }

  /** Starts both in a fresh directory. */
  public static Stack start() throws IOException {
    Path directory = Files.createTempDirectory("weir-bench-");
    EmbeddedBroker broker =
        EmbeddedBroker.start(BrokerSettings.onFreePorts(directory.resolve("broker")));
    EmbeddedDatabase database =
        EmbeddedDatabase.start(DatabaseSettings.onFreePort(directory.resolve("database")));
    return new Stack(directory, broker, database);
  }

  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  public EmbeddedDatabase database() {
    return database;
  }

  /**
   * Makes a topic as the log's are, under another name; returns when every partition has a leader
   * that answers. Before that, a producer with several requests in flight can lose its place: a
   * partition that refuses its first batch and takes its second refuses the first for ever.
   */
  public void createTopic(String name, int partitions)
      throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      NewTopic topic =
          new NewTopic(name, Optional.of(partitions), Optional.of((short) 1))
              .configs(
                  Map.of(
                      "message.timestamp.type", "LogAppendTime", "max.message.bytes", "2097152"));
      admin.createTopics(List.of(topic)).all().get();
      while (!isLed(admin, name, partitions))
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static boolean isLed(Admin admin, String topic, int partitions)
      throws InterruptedException, ExecutionException {
    try {
      admin
          .listOffsets(
              IntStream.range(0, partitions)
                  .mapToObj(partition -> new TopicPartition(topic, partition))
                  .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
          .all()
          .get();
      return true;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UnknownTopicOrPartitionException) return false;
      throw failed;
    }
  }

  /** Deletes a topic, so that a run of many rounds keeps little on disk. */
  public void deleteTopic(String name) throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      admin.deleteTopics(List.of(name)).all().get();
    }
  }

  /** Writes the database's dirty pages out, so that no round pays for an earlier one. */
  public void checkpoint() throws SQLException {
    try (Connection connection = database.dataSource("postgres").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("checkpoint");
    }
  }

  /** The machine now; the database counts as ours, although it is a daemon. */
  public Machine machine() {
    return Machine.now(database.pid().stream().toArray());
  }

  /** The broker's process. */
  public long brokerPid() {
    return broker.pid();
  }

  /** Where this run keeps its files; gone when it is closed. */
  Path directory() {
    return directory;
  }

  @Override
  public void close() throws IOException {
    broker.close();
    database.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
    }
  }
}

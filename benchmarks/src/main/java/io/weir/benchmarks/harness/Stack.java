package io.weir.benchmarks.harness;

import io.weir.embedded.BrokerSettings;
import io.weir.embedded.DatabaseSettings;
import io.weir.embedded.EmbeddedBroker;
import io.weir.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

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

  /** Makes a topic as the log's are, under another name. */
  public void createTopic(String name, int partitions)
      throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      NewTopic topic =
          new NewTopic(name, Optional.of(partitions), Optional.of((short) 1))
              .configs(
                  Map.of(
                      "message.timestamp.type", "LogAppendTime", "max.message.bytes", "2097152"));
      admin.createTopics(List.of(topic)).all().get();
    }
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

package io.weir.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * The main class of the broker's child JVM: {@code BrokerMain <directory> <port> <controller
 * port>}.
 *
 * <p>It says one line on standard output, {@code READY} or {@code REFUSED <sentence>}, and ends
 * when its standard input ends: the operating system closes that when the parent dies, however it
 * dies, so no orphan remains.
 */
public final class BrokerMain {
  static final String READY = "READY";
  static final String REFUSED = "REFUSED ";
  static final int NODE_ID = 1;

  /**
   * Held until this process ends, since two brokers on one directory would destroy each other's
   * log. A field, because a channel that nothing refers to is closed by the garbage collector, and
   * its lock goes with it.
   */
  private static FileChannel directoryLock;

  private BrokerMain() {}

  public static void main(String[] args) {
    Path directory = Path.of(args[0]);
    int port = Integer.parseInt(args[1]);
    int controllerPort = Integer.parseInt(args[2]);
    // Kafka and its libraries print to standard output here and there; that stream belongs to the
    // parent.
    PrintStream parent = System.out;
    System.setOut(System.err);
    try {
      KafkaRaftServer server = start(directory, port, controllerPort);
      Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
      parent.println(READY);
    } catch (CannotStartException refused) {
      parent.println(REFUSED + refused.getMessage());
      Runtime.getRuntime().halt(64);
    } catch (Exception | LinkageError failure) {
      failure.printStackTrace();
      parent.println(
          REFUSED
              + "Expected to start the broker in %s, but it failed: %s; see broker.log there."
                  .formatted(directory, failure));
      Runtime.getRuntime().halt(70);
    }
    awaitEndOfInput();
    System.exit(0);
  }

  private static KafkaRaftServer start(Path directory, int port, int controllerPort)
      throws Exception {
    Path data = directory.resolve("data");
    Files.createDirectories(data);
    lock(directory);
    requireFree(port);
    requireFree(controllerPort);
    if (!isFormatted(data)) {
      format(data);
    }
    KafkaRaftServer server =
        new KafkaRaftServer(new KafkaConfig(properties(data, port, controllerPort)), Time.SYSTEM);
    server.startup();
    return server;
  }

  private static void lock(Path directory) throws IOException {
    directoryLock =
        FileChannel.open(
            directory.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (directoryLock.tryLock() == null) {
      throw new CannotStartException(
          "Expected to open the broker's directory %s, but another broker has it open; stop that one or name another directory."
              .formatted(directory));
    }
  }

  private static void requireFree(int port) {
    if (!Ports.isFree(port)) {
      throw new CannotStartException(
          "Expected to listen on 127.0.0.1:%d, but another process listens there; stop it or choose another port."
              .formatted(port));
    }
  }

  /**
   * A first start that was cut short leaves no meta.properties and no log segment: it is formatted
   * again. Anything else is damage.
   */
  private static boolean isFormatted(Path data) throws IOException {
    Path meta = data.resolve("meta.properties");
    if (!Files.exists(meta)) {
      if (holdsRecords(data)) {
        throw new CannotStartException(
            "Expected meta.properties beside the topics in %s, but it is missing; restore the directory from a backup, or delete it to start empty."
                .formatted(data));
      }
      return false;
    }
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(meta, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    if (properties.getProperty("cluster.id", "").isBlank()
        || !properties.getProperty("node.id", "").equals(String.valueOf(NODE_ID))) {
      throw new CannotStartException(
          "Expected a cluster id and node id %d in %s, but the file is half-written; restore the directory from a backup, or delete it to start empty."
              .formatted(NODE_ID, meta));
    }
    return true;
  }

  private static boolean holdsRecords(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data, 2)) {
      return files.anyMatch(file -> file.toString().endsWith(".log"));
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private static void format(Path data) throws Exception {
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .setDirectories(List.of(data.toString()))
        .setMetadataLogDirectory(data.toString())
        .setControllerListenerName("CONTROLLER")
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setIgnoreFormatted(true)
        .run();
  }

  private static Properties properties(Path data, int port, int controllerPort) {
    Properties p = new Properties();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", String.valueOf(NODE_ID));
    p.setProperty("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    p.setProperty(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    p.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.setProperty("inter.broker.listener.name", "PLAINTEXT");
    p.setProperty("controller.listener.names", "CONTROLLER");
    p.setProperty("log.dirs", data.toString());
    p.setProperty("auto.create.topics.enable", "false");
    // One broker: every internal topic has one copy.
    p.setProperty("default.replication.factor", "1");
    p.setProperty("offsets.topic.replication.factor", "1");
    p.setProperty("offsets.topic.num.partitions", "4");
    p.setProperty("transaction.state.log.replication.factor", "1");
    p.setProperty("transaction.state.log.min.isr", "1");
    p.setProperty("transaction.state.log.num.partitions", "4");
    p.setProperty("share.coordinator.state.topic.replication.factor", "1");
    p.setProperty("share.coordinator.state.topic.min.isr", "1");
    p.setProperty("group.initial.rebalance.delay.ms", "0");
    // Small: the defaults are for a server that owns its machine.
    p.setProperty("num.network.threads", "2");
    p.setProperty("num.io.threads", "4");
    p.setProperty("background.threads", "2");
    p.setProperty("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20));
    return p;
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // The parent says nothing; only the end counts.
      }
    } catch (IOException broken) {
      // A broken pipe is an end, too.
    }
  }
}

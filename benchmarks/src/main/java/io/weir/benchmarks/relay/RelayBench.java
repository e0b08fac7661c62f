package io.weir.benchmarks.relay;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.benchmarks.harness.Comparison;
import io.weir.benchmarks.harness.Machine;
import io.weir.benchmarks.harness.OpenLoop;
import io.weir.benchmarks.harness.Progress;
import io.weir.benchmarks.harness.Stack;
import io.weir.benchmarks.store.EventRows;
import io.weir.eventlog.relay.Relay;
import io.weir.eventlog.relay.RelaySettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Goal G2: events per second through the relay, and how long a committed event takes to the topic.
 */
public final class RelayBench {
  private static final int PARTITIONS = 8;
  private static final double TARGET = 0.5;
  private static final double MOONSHOT = 0.8;

  private final Stack stack;
  private final DataSource source;
  private final int events;

  private RelayBench(Stack stack, int events) {
    this.stack = stack;
    this.events = events;
    stack.database().createDatabase("relay");
    this.source = stack.database().dataSource("relay");
  }

  /**
   * Runs both parts and returns their tables.
   *
   * @param events how many the store holds in the throughput part
   * @param rounds rounds of each side
   * @param measured how long the latency part measures
   */
  public static String run(int events, int rounds, Duration measured, Progress progress)
      throws Exception {
    try (Stack stack = Stack.start()) {
      RelayBench bench = new RelayBench(stack, events);
      EventRows.createStore(bench.source);
      progress.say("relay: filling the store with %,d events".formatted(events));
      EventRows.fill(bench.source, events);
      Comparison throughput =
          Comparison.interleaved(
              "G2 relay", "events", rounds, stack::machine, bench::floor, bench::ours, progress);
      Machine before = stack.machine();
      OpenLoop.Outcome latency = bench.latency(measured, progress);
      return Comparison.head()
          + "\n"
          + throughput.row(TARGET, MOONSHOT)
          + "\n\n"
          + OpenLoop.Outcome.head()
          + "\n"
          + latency.row("G2 append to topic, 500/s (target p99 < 50, moonshot < 10)")
          + "\n\n"
          + stack.machine().since(before).line();
    }
  }

  private double floor(int round) throws Exception {
    String topic = "floor-" + round;
    stack.createTopic(topic, PARTITIONS);
    long start = System.nanoTime();
    CursorFloor.run(source, stack.bootstrapServers(), topic, PARTITIONS);
    double rate = rate(start, topic);
    stack.deleteTopic(topic);
    return rate;
  }

  private double ours(int round) throws Exception {
    String topic = "ours-" + round;
    stack.createTopic(topic, PARTITIONS);
    long last = lastIndex();
    long start = System.nanoTime();
    Relay relay = relay(topic);
    try {
      while (position(topic) < last) LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      return rate(start, topic);
    } finally {
      relay.close();
      stack.deleteTopic(topic);
    }
  }

  private Relay relay(String topic) {
    return Relay.start(
        source,
        RelaySettings.of("bench", stack.bootstrapServers(), topic, PARTITIONS),
        new SimpleMeterRegistry());
  }

  /** Counts only when the topic holds every event. */
  private double rate(long start, String topic) throws InterruptedException, ExecutionException {
    double seconds = (System.nanoTime() - start) / 1e9;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
      long sent =
          admin
              .listOffsets(
                  IntStream.range(0, PARTITIONS)
                      .mapToObj(p -> new TopicPartition(topic, p))
                      .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
              .all()
              .get()
              .values()
              .stream()
              .mapToLong(end -> end.offset())
              .sum();
      if (sent != events)
        throw new IllegalStateException(
            "Expected %,d events in %s, but it holds %,d".formatted(events, topic, sent));
    }
    return events / seconds;
  }

  private OpenLoop.Outcome latency(Duration measured, Progress progress) throws Exception {
    String topic = "latency";
    stack.createTopic(topic, PARTITIONS);
    stack.database().createDatabase("latency");
    DataSource fresh = stack.database().dataSource("latency");
    EventRows.createStore(fresh);
    progress.say("relay: 500 appends per second for " + measured.toSeconds() + " s");
    try (HikariDataSource pool = new HikariDataSource();
        Arrivals arrivals = Arrivals.of(stack.bootstrapServers(), topic, PARTITIONS);
        Relay relay =
            Relay.start(
                fresh,
                RelaySettings.of("bench", stack.bootstrapServers(), topic, PARTITIONS),
                new SimpleMeterRegistry())) {
      pool.setDataSource(fresh);
      pool.setMaximumPoolSize(8);
      while (!relay.leads()) LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      return new OpenLoop(500, Duration.ofSeconds(5), measured)
          .run(n -> arrivals.await(append(pool, new UUID(8, n))));
    }
  }

  private static UUID append(DataSource pool, UUID aggregate) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement insert = EventRows.insert(connection)) {
      UUID id = EventRows.bind(insert, aggregate, 0);
      insert.executeUpdate();
      return id;
    }
  }

  private long lastIndex() throws SQLException {
    return number("select max(global_index) from domain_event");
  }

  private long position(String relay) throws SQLException {
    return number(
        "select coalesce(max(position), 0) from relay_position where name = '" + relay + "'");
  }

  private long number(String query) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}

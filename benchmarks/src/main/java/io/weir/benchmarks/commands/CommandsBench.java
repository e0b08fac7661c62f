package io.weir.benchmarks.commands;

import io.weir.benchmarks.harness.ClosedLoop;
import io.weir.benchmarks.harness.Comparison;
import io.weir.benchmarks.harness.HttpConnection;
import io.weir.benchmarks.harness.Progress;
import io.weir.benchmarks.harness.ServiceJvm;
import io.weir.benchmarks.harness.Stack;
import io.weir.benchmarks.harness.Steady;
import io.weir.benchmarks.store.EventRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Goal G1: durable HTTP commands per second, beside the bare INSERT and commit of the events that
 * they write. The service runs whole, its relay to the topic included.
 */
public final class CommandsBench {
  private static final int MOST_CONNECTIONS = 32;
  private static final List<Integer> CONNECTIONS = List.of(8, MOST_CONNECTIONS);
  private static final Duration WINDOW = Duration.ofSeconds(5);
  private static final double TARGET = 0.5;
  private static final double MOONSHOT = 1.0;

  private final ServiceJvm service;
  private final DataSource store;
  private final DataSource bare;
  private final Duration lasts;
  private final int deployments;
  private final Sample sample;
  private final AtomicLong aggregates = new AtomicLong();

  /** What one command wrote. */
  private record Sample(byte[] payload, byte[] metadata) {}

  private CommandsBench(Stack stack, ServiceJvm service, Duration lasts, int deployments)
      throws Exception {
    this.service = service;
    this.lasts = lasts;
    this.deployments = deployments;
    this.store = stack.database().dataSource("commands");
    stack.database().createDatabase("bare");
    this.bare = stack.database().dataSource("bare");
    EventRows.createStore(bare);
    this.sample = sample();
  }

  /**
   * Runs at each number of connections and returns the table.
   *
   * @param lasts how long each round lasts
   * @param rounds rounds of each side
   * @param deployments how many deployments the commands of one round go to
   * @param warmUpAtMost how long the service may take to get warm before the first round
   */
  public static String run(
      Duration lasts, int rounds, int deployments, Duration warmUpAtMost, Progress progress)
      throws Exception {
    try (Stack stack = Stack.start()) {
      stack.database().createDatabase("commands");
      progress.say("commands: starting the command service");
      try (ServiceJvm service = ServiceJvm.start(stack, ServiceJvm.Service.COMMAND, "commands")) {
        CommandsBench bench = new CommandsBench(stack, service, lasts, deployments);
        bench.warmUp(warmUpAtMost, progress);
        StringBuilder table = new StringBuilder(Comparison.head());
        String machine = "";
        for (int connections : CONNECTIONS) {
          Comparison comparison =
              Comparison.interleaved(
                  "G1 commands, %d connections".formatted(connections),
                  "commands",
                  rounds,
                  stack::machine,
                  round -> bench.floor(connections),
                  round -> bench.ours(connections, round),
                  progress);
          table.append('\n').append(comparison.row(TARGET, MOONSHOT));
          machine = comparison.machine().line();
        }
        return table + "\n\n" + machine;
      }
    }
  }

  /** A service that was just started is compiled while it runs; that is not what is compared. */
  private void warmUp(Duration atMost, Progress progress) throws Exception {
    try (HttpConnection connection = new HttpConnection(service.port())) {
      for (int i = 0; i < deployments; i++) Deployments.create(connection, "warm-" + i);
    }
    Steady steady = new Steady();
    AtomicInteger next = new AtomicInteger();
    long end = System.nanoTime() + atMost.toNanos();
    while (!steady.reached() && System.nanoTime() < end) {
      double perSecond =
          new ClosedLoop(MOST_CONNECTIONS, WINDOW)
              .run(() -> new Commands("warm-", next))
              .perSecond();
      steady.saw(perSecond);
      progress.say("commands: warming up, %,.0f commands/s".formatted(perSecond));
    }
  }

  private double floor(int connections) throws Exception {
    long before = lastIndex(bare, "domain_event");
    ClosedLoop.Outcome outcome = new ClosedLoop(connections, lasts).run(Inserts::new);
    require(bare, "domain_event", before, outcome);
    return outcome.perSecond();
  }

  private double ours(int connections, int round) throws Exception {
    String prefix = "c%d-r%d-".formatted(connections, round);
    try (HttpConnection connection = new HttpConnection(service.port())) {
      for (int i = 0; i < deployments; i++) Deployments.create(connection, prefix + i);
    }
    long before = lastIndex(store, "command.domain_event");
    AtomicInteger next = new AtomicInteger();
    ClosedLoop.Outcome outcome =
        new ClosedLoop(connections, lasts).run(() -> new Commands(prefix, next));
    require(store, "command.domain_event", before, outcome);
    return outcome.perSecond();
  }

  /** One connection of the floor: each event is a statement that commits by itself. */
  private final class Inserts implements ClosedLoop.Client {
    private final Connection connection = bare.getConnection();
    private final PreparedStatement insert = EventRows.insert(connection);
    private final UUID aggregate = new UUID(1, aggregates.incrementAndGet());
    private long sequence;

    private Inserts() throws SQLException {}

    @Override
    public void run(int n) throws SQLException {
      EventRows.bind(insert, aggregate, sequence++, sample.payload(), sample.metadata());
      insert.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  /** One connection of a client. */
  private final class Commands implements ClosedLoop.Client {
    private final HttpConnection connection;
    private final String prefix;
    private final AtomicInteger next;

    private Commands(String prefix, AtomicInteger next) throws Exception {
      this.connection = new HttpConnection(service.port());
      this.prefix = prefix;
      this.next = next;
    }

    @Override
    public void run(int ignored) throws Exception {
      int n = next.getAndIncrement();
      Deployments.change(connection, prefix + n % deployments, n);
    }

    @Override
    public void close() throws Exception {
      connection.close();
    }
  }

  /** The bytes that a command writes, so that the floor writes the same. */
  private Sample sample() throws Exception {
    try (HttpConnection connection = new HttpConnection(service.port())) {
      Deployments.create(connection, "sample");
      Deployments.change(connection, "sample", 1);
    }
    try (Connection connection = store.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select payload, metadata from command.domain_event where sequence > 0")) {
      if (!rows.next())
        throw new IllegalStateException("Expected an event of the change, but there is none");
      Sample sample = new Sample(rows.getBytes(1), rows.getBytes(2));
      if (rows.next())
        throw new IllegalStateException("Expected one event of the change, but there are more");
      return sample;
    }
  }

  /** Counts only when each command is one event in the store. */
  private static void require(
      DataSource source, String table, long before, ClosedLoop.Outcome outcome)
      throws SQLException {
    long stored =
        number(source, "select count(*) from " + table + " where global_index > " + before);
    if (stored != outcome.operations())
      throw new IllegalStateException(
          "Expected %,d events, but the store holds %,d".formatted(outcome.operations(), stored));
  }

  private static long lastIndex(DataSource source, String table) throws SQLException {
    return number(source, "select coalesce(max(global_index), 0) from " + table);
  }

  private static long number(DataSource source, String query) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}

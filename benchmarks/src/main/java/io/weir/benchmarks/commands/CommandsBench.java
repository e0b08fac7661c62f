package io.weir.benchmarks.commands;

import io.weir.benchmarks.commands.InsertFloor.Commit;
import io.weir.benchmarks.harness.ClosedLoop;
import io.weir.benchmarks.harness.Comparison;
import io.weir.benchmarks.harness.CpuTime;
import io.weir.benchmarks.harness.HttpConnection;
import io.weir.benchmarks.harness.Progress;
import io.weir.benchmarks.harness.ServiceJvm;
import io.weir.benchmarks.harness.Stack;
import io.weir.benchmarks.harness.Steady;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;

/**
 * Goal G1: durable HTTP commands per second, beside the bare INSERT and commit of the rows that
 * they must make durable. The service runs whole, its relay to the topic included.
 *
 * <p>Two events to a command, on average: a client edits a deployment (one event), then suspends or
 * cancels it (three: what it wishes, that the transition began, that it is complete).
 */
public final class CommandsBench {
  private static final int MOST_CONNECTIONS = 32;
  private static final List<Row> ROWS =
      List.of(
          new Row("", 8, Commit.AFTER_THE_INSERT),
          new Row(", floor in one round trip", 8, Commit.WITH_THE_INSERT),
          new Row("", MOST_CONNECTIONS, Commit.AFTER_THE_INSERT));
  private static final Duration WINDOW = Duration.ofSeconds(5);
  private static final int EVENTS_OF_AN_EDIT = 1;
  private static final int EVENTS_OF_A_WISH = 3;
  private static final double TARGET = 0.5;
  private static final double MOONSHOT = 1.0;

  /** What is compared with which floor. */
  private record Row(String floor, int connections, Commit commit) {
    @Override
    public String toString() {
      return connections + " connections" + floor;
    }
  }

  private final ServiceJvm service;
  private final DataSource store;
  private final Duration lasts;
  private final int deployments;
  private final InsertFloor floor;
  private final CpuTime floorCpu;
  private final CpuTime oursCpu;

  private CommandsBench(Stack stack, ServiceJvm service, Duration lasts, int deployments)
      throws Exception {
    this.service = service;
    this.lasts = lasts;
    this.deployments = Math.max(deployments, MOST_CONNECTIONS);
    this.store = stack.database().dataSource("commands");
    this.floor = new InsertFloor(store, samples());
    Map<String, Long> processes = new LinkedHashMap<>();
    processes.put("generator", ProcessHandle.current().pid());
    processes.put("PostgreSQL", stack.database().pid().orElseThrow());
    this.floorCpu = new CpuTime(processes);
    processes.put("service", service.pid());
    processes.put("broker", stack.brokerPid());
    this.oursCpu = new CpuTime(processes);
  }

  /**
   * Runs at each number of connections and returns the table.
   *
   * @param lasts how long each round lasts
   * @param rounds rounds of each side
   * @param deployments how many deployments the commands of one round go to, at least one for each
   *     connection
   * @param warmUpAtMost how long the service may take to get warm before the rounds at each number
   *     of connections
   */
  public static String run(
      Duration lasts, int rounds, int deployments, Duration warmUpAtMost, Progress progress)
      throws Exception {
    try (Stack stack = Stack.start()) {
      stack.database().createDatabase("commands");
      progress.say("commands: starting the command service");
      try (ServiceJvm service = ServiceJvm.start(stack, ServiceJvm.Service.COMMAND, "commands")) {
        CommandsBench bench = new CommandsBench(stack, service, lasts, deployments);
        StringBuilder table = new StringBuilder(Comparison.head());
        StringBuilder cpu = new StringBuilder("CPU time in µs per command.");
        String machine = "";
        for (Row row : ROWS) {
          bench.warmUp(row, warmUpAtMost, progress);
          Comparison comparison =
              Comparison.interleaved(
                  "G1 commands, " + row,
                  "commands",
                  rounds,
                  stack::machine,
                  round -> bench.floor(row, round),
                  round -> bench.ours(row, round),
                  progress);
          table.append('\n').append(comparison.row(TARGET, MOONSHOT));
          cpu.append('\n').append(bench.floorCpu.line("Floor, " + row));
          cpu.append('\n').append(bench.oursCpu.line("Ours, " + row));
          machine = comparison.machine().line();
        }
        return table + "\n\n" + cpu + "\n\n" + machine;
      }
    }
  }

  /**
   * A service is compiled while it runs, and anew where another number of clients has it take other
   * ways; that is not what is compared.
   */
  private void warmUp(Row row, Duration atMost, Progress progress) throws Exception {
    String prefix = "warm-%d-".formatted(ROWS.indexOf(row));
    create(prefix);
    Steady steady = new Steady();
    long end = System.nanoTime() + atMost.toNanos();
    for (int window = 1; !steady.reached() && System.nanoTime() < end; window++) {
      double perSecond =
          new ClosedLoop(row.connections, WINDOW)
              .run(clients(prefix, window, new LongAdder()))
              .perSecond();
      steady.saw(perSecond);
      progress.say("commands: warming up for %s, %,.0f commands/s".formatted(row, perSecond));
    }
  }

  private double floor(Row row, int round) throws Exception {
    if (round <= 1) floorCpu.reset();
    long before = lastIndex(InsertFloor.SCHEMA);
    LongAdder events = new LongAdder();
    ClosedLoop.Outcome outcome =
        floorCpu.measure(
            () ->
                new ClosedLoop(row.connections, lasts)
                    .run(() -> floor.connect(row.commit, events)));
    require(InsertFloor.SCHEMA, before, outcome, events);
    return outcome.perSecond();
  }

  private double ours(Row row, int round) throws Exception {
    String prefix = "c%d-r%d-".formatted(ROWS.indexOf(row), round);
    create(prefix);
    if (round <= 1) oursCpu.reset();
    long before = lastIndex("command");
    LongAdder events = new LongAdder();
    ClosedLoop.Connector clients = clients(prefix, round, events);
    ClosedLoop.Outcome outcome =
        oursCpu.measure(() -> new ClosedLoop(row.connections, lasts).run(clients));
    require("command", before, outcome, events);
    return outcome.perSecond();
  }

  private void create(String prefix) throws Exception {
    try (HttpConnection connection = new HttpConnection(service.port())) {
      for (int i = 0; i < deployments; i++) Deployments.createWithSavepoint(connection, prefix + i);
    }
  }

  /** Each has deployments of its own, so that nobody's wish comes between. */
  private ClosedLoop.Connector clients(String prefix, int window, LongAdder events) {
    AtomicInteger first = new AtomicInteger();
    return () -> new Commands(prefix, window, first.getAndIncrement(), events);
  }

  /** One connection of a client: edits a deployment, then changes what it wishes of it. */
  private final class Commands implements ClosedLoop.Client {
    private static final int STEP = MOST_CONNECTIONS;

    private final HttpConnection connection;
    private final String prefix;
    private final int window;
    private final int first;
    private final int own;
    private final LongAdder events;
    private int done;

    private Commands(String prefix, int window, int first, LongAdder events) throws Exception {
      this.connection = new HttpConnection(service.port());
      this.prefix = prefix;
      this.window = window;
      this.first = first;
      this.own = deployments / STEP;
      this.events = events;
    }

    @Override
    public void run(int ignored) throws Exception {
      int n = done++;
      int pair = n / 2;
      String name = prefix + (first + pair % own * STEP);
      int key = window * 10_000_000 + n;
      if (n % 2 == 0) Deployments.change(connection, name, key);
      else Deployments.wish(connection, name, pair / own % 2 == 0, key);
      events.add(n % 2 == 0 ? EVENTS_OF_AN_EDIT : EVENTS_OF_A_WISH);
    }

    @Override
    public void close() throws Exception {
      connection.close();
    }
  }

  /** The bytes that the two kinds of command write, so that the floor writes the same. */
  private List<Sample> samples() throws Exception {
    try (HttpConnection connection = new HttpConnection(service.port())) {
      Deployments.createWithSavepoint(connection, "sample");
      long before = lastIndex("command");
      Deployments.change(connection, "sample", 1);
      Sample edit = Sample.read(store, "default/sample-1", before, EVENTS_OF_AN_EDIT);
      before = lastIndex("command");
      Deployments.wish(connection, "sample", true, 2);
      Sample wish = Sample.read(store, "default/sample-2", before, EVENTS_OF_A_WISH);
      return List.of(edit, wish);
    }
  }

  /** Counts only when the store holds every event and every key, no more and no less. */
  private void require(String schema, long before, ClosedLoop.Outcome outcome, LongAdder events)
      throws SQLException {
    long stored =
        number("select count(*) from %s.domain_event where global_index > %d", schema, before);
    if (stored != events.sum())
      throw new IllegalStateException(
          "Expected %,d events of %,d commands, but the store holds %,d"
              .formatted(events.sum(), outcome.operations(), stored));
  }

  private long lastIndex(String schema) throws SQLException {
    return number("select coalesce(max(global_index), 0) from %s.domain_event", schema);
  }

  private long number(String query, Object... arguments) throws SQLException {
    try (Connection connection = store.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query.formatted(arguments))) {
      row.next();
      return row.getLong(1);
    }
  }
}

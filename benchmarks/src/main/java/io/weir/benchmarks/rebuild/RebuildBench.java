package io.weir.benchmarks.rebuild;

import io.weir.benchmarks.harness.Comparison;
import io.weir.benchmarks.harness.CpuTime;
import io.weir.benchmarks.harness.Progress;
import io.weir.benchmarks.harness.Stack;
import io.weir.benchmarks.harness.Steady;
import io.weir.projection.ProjectionService;
import io.weir.projection.model.LiveModel;
import io.weir.projection.rebuild.RebuildReport;
import io.weir.projection.rebuild.RebuildReport.Phase;
import io.weir.projection.rebuild.Rebuilds;
import io.weir.projection.rebuild.ReportText;
import io.weir.projection.rebuild.TableComparison;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Goal G3: events per second in a rebuild of all read models, audit included. A round counts only
 * when the rebuilt models are equal to the live ones, row by row.
 */
public final class RebuildBench {
  private static final int PARTITIONS = 8;
  private static final int THREADS = 2;
  private static final double TARGET = 0.5;
  private static final double MOONSHOT = 0.8;

  private final Stack stack;
  private final EventLog log;
  private final DataSource source;
  private final Rebuilds rebuilds;
  private final CpuTime floorCpu;
  private final PhaseCosts oursCosts;

  private RebuildBench(Stack stack, EventLog log, DataSource source, Rebuilds rebuilds) {
    this.stack = stack;
    this.log = log;
    this.source = source;
    this.rebuilds = rebuilds;
    Map<String, Long> processes = new LinkedHashMap<>();
    processes.put("Java", ProcessHandle.current().pid());
    processes.put("PostgreSQL", stack.database().pid().orElseThrow());
    processes.put("broker", stack.brokerPid());
    this.floorCpu = new CpuTime(processes);
    this.oursCosts = new PhaseCosts(processes);
  }

  /**
   * Runs and returns the table.
   *
   * @param events how many the log holds at least
   * @param rounds rounds of each side
   * @param warmUpAtMost how many rebuilds may go before them until three in a row take about
   *     equally long: the JVM compiles while it rebuilds, and that is not what is compared
   */
  public static String run(int events, int rounds, int warmUpAtMost, Progress progress)
      throws Exception {
    try (Stack stack = Stack.start()) {
      stack.createTopic("rebuild", PARTITIONS);
      progress.say("rebuild: filling the log with %,d events".formatted(events));
      EventLog log = EventLog.write(stack.bootstrapServers(), "rebuild", PARTITIONS, events);
      stack.database().createDatabase("rebuild");
      try (ConfigurableApplicationContext service = service(stack)) {
        progress.say("rebuild: building the live models");
        LiveModel live = service.getBean(LiveModel.class);
        while (!live.caughtUp()) LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        RebuildBench bench =
            new RebuildBench(
                stack,
                log,
                stack.database().dataSource("rebuild"),
                service.getBean(Rebuilds.class));
        bench.warmUp(warmUpAtMost, progress);
        Comparison comparison =
            Comparison.interleaved(
                "G3 rebuild, %,d events, %d threads".formatted(log.events(), THREADS),
                "events",
                rounds,
                stack::machine,
                bench::floor,
                bench::ours,
                progress);
        return Comparison.head()
            + "\n"
            + comparison.row(TARGET, MOONSHOT)
            + "\n\n"
            + bench.costs()
            + "\n\n"
            + comparison.machine().line();
      }
    }
  }

  private static ConfigurableApplicationContext service(Stack stack) {
    return new SpringApplicationBuilder(ProjectionService.class)
        .web(WebApplicationType.NONE)
        .run(
            "--server.port=0",
            "--spring.datasource.url=" + stack.database().jdbcUrl("rebuild"),
            "--weir.kafka.bootstrap-servers=" + stack.bootstrapServers(),
            "--weir.projection.topic=rebuild",
            "--weir.projection.partitions=" + PARTITIONS,
            "--weir.projection.threads=" + THREADS,
            "--weir.projection.rebuild-threads=" + THREADS);
  }

  private void warmUp(int atMost, Progress progress) throws Exception {
    Steady steady = new Steady();
    for (int rebuilt = 0; !steady.reached() && rebuilt < atMost; rebuilt++) {
      double perSecond = ours(0);
      steady.saw(perSecond);
      progress.say("rebuild: warming up, %,.0f events/s".formatted(perSecond));
    }
  }

  private double floor(int round) throws Exception {
    execute(CopyFloor.TABLE);
    stack.checkpoint();
    if (round == 1) floorCpu.reset();
    Map<String, Long> before = floorCpu.now();
    long start = System.nanoTime();
    new CopyFloor(source, stack.bootstrapServers(), log).run(THREADS);
    double seconds = (System.nanoTime() - start) / 1e9;
    floorCpu.add(before, floorCpu.now(), log.events());
    require("rows copied", log.events(), number("select count(*) from copied"));
    execute("drop table copied");
    return log.events() / seconds;
  }

  /** The time is that of the building; the comparison proves it and is not part of it. */
  private double ours(int round) throws Exception {
    stack.checkpoint();
    if (round == 1) oursCosts.reset();
    RebuildReport report = oursCosts.measure(rebuilds::report, rebuilds::verify);
    if (!report.equal()) throw new IllegalStateException(ReportText.of(report));
    require("events applied", log.events(), report.events());
    for (TableComparison table : report.tables()) {
      switch (table.table()) {
        case "audit" -> require("audit rows", log.events(), table.rebuiltRows());
        case "deployment" -> require("deployments", log.deployments(), table.rebuiltRows());
        default -> require(table.table() + " rows", table.liveRows(), table.rebuiltRows());
      }
    }
    return report.eventsPerSecond();
  }

  private String costs() {
    return "CPU time in µs per event, and time; the compiler of the JVM counts as Java.\n"
        + floorCpu.line("Floor")
        + "\n"
        + oursCosts.line("Ours, rows", Phase.BUILDING)
        + "\n"
        + oursCosts.line("Ours, indexes", Phase.INDEXING)
        + "\n"
        + oursCosts.line("Comparison, which is not part of the goal", Phase.COMPARING)
        + "\nRebuilt, compared and dropped: %.0f s for %,d events."
            .formatted(oursCosts.seconds(log.events()), log.events());
  }

  private static void require(String what, long expected, long actual) {
    if (expected != actual)
      throw new IllegalStateException(
          "Expected %,d %s, but there are %,d".formatted(expected, what, actual));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
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

package io.weir.benchmarks;

import io.weir.benchmarks.commands.CommandsBench;
import io.weir.benchmarks.harness.Progress;
import io.weir.benchmarks.rebuild.RebuildBench;
import io.weir.benchmarks.relay.RelayBench;
import io.weir.benchmarks.visible.VisibleBench;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * {@code ./weir bench <name> [--quick]}: runs one benchmark and prints its ratio table. Quick is
 * for work on the code: about a minute, and too short for a result. {@code ./weir bench million}
 * rebuilds a million events, once.
 */
public final class Bench {
  private enum Name {
    COMMANDS,
    RELAY,
    REBUILD,
    MILLION,
    VISIBLE;

    String run(boolean quick, Progress progress) throws Exception {
      return quick ? quick(progress) : whole(progress);
    }

    private String quick(Progress progress) throws Exception {
      return switch (this) {
        case COMMANDS ->
            CommandsBench.run(Duration.ofSeconds(4), 2, 100, Duration.ofSeconds(40), progress);
        case REBUILD, MILLION -> RebuildBench.run(60_000, 2, 1, progress);
        case VISIBLE ->
            VisibleBench.run(
                List.of(50), 100, Duration.ofSeconds(5), Duration.ofSeconds(10), progress);
        case RELAY -> RelayBench.run(50_000, 2, Duration.ofSeconds(10), progress);
      };
    }

    private String whole(Progress progress) throws Exception {
      return switch (this) {
        case COMMANDS ->
            CommandsBench.run(Duration.ofSeconds(10), 5, 500, Duration.ofSeconds(90), progress);
        case REBUILD -> RebuildBench.run(300_000, 5, 10, progress);
        case MILLION -> RebuildBench.run(1_000_000, 1, 1, progress);
        case VISIBLE ->
            VisibleBench.run(
                List.of(20, 50, 100),
                200,
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                progress);
        case RELAY -> RelayBench.run(200_000, 5, Duration.ofSeconds(60), progress);
      };
    }
  }

  private Bench() {}

  public static void main(String[] args) throws Exception {
    boolean quick = args.length == 2 && args[1].equals("--quick");
    String wanted = args.length == 1 || quick ? args[0].toUpperCase(Locale.ROOT) : "";
    Name name =
        Arrays.stream(Name.values()).filter(n -> n.name().equals(wanted)).findFirst().orElse(null);
    if (name == null) {
      System.err.println(
          "Expected the name of a benchmark: "
              + Arrays.stream(Name.values())
                  .map(n -> n.name().toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(", "))
              + ", and perhaps --quick");
      System.exit(2);
    }
    System.out.println(name.run(quick, line -> System.err.println("  " + line)));
    System.out.println(
        "PostgreSQL: fsync, synchronous_commit and full_page_writes on, read back at start. Broker:"
            + " one, acks=all (acknowledged from page cache).");
    System.exit(0);
  }
}

package io.weir.benchmarks;

import io.weir.benchmarks.harness.Machine;
import io.weir.benchmarks.harness.Progress;
import io.weir.benchmarks.relay.RelayBench;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code ./weir bench <name>}: runs one benchmark and prints its ratio table. */
public final class Bench {
  private enum Name {
    RELAY;

    String run(Progress progress) throws Exception {
      return switch (this) {
        case RELAY -> RelayBench.run(200_000, 5, Duration.ofSeconds(60), progress);
      };
    }
  }

  private Bench() {}

  public static void main(String[] args) throws Exception {
    String wanted = args.length == 1 ? args[0].toUpperCase(Locale.ROOT) : "";
    Name name =
        Arrays.stream(Name.values()).filter(n -> n.name().equals(wanted)).findFirst().orElse(null);
    if (name == null) {
      System.err.println(
          "Expected the name of a benchmark: "
              + Arrays.stream(Name.values())
                  .map(n -> n.name().toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(", ")));
      System.exit(2);
    }
    Machine before = Machine.now();
    String table = name.run(line -> System.err.println("  " + line));
    Machine.Load load = Machine.now().since(before);
    System.out.println(table);
    System.out.printf(
        "%nMachine: %d processors, load %.1f, others' CPU %.0f %%, stolen %.0f %%. PostgreSQL:"
            + " fsync, synchronous_commit and full_page_writes on, read back at start. Broker: one,"
            + " acks=all (acknowledged from page cache).%n",
        Runtime.getRuntime().availableProcessors(),
        load.loadAverage(),
        100 * load.othersShare(),
        100 * load.stolenShare());
    System.exit(0);
  }
}

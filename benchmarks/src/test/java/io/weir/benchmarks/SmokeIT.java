package io.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.benchmarks.commands.CommandsBench;
import io.weir.benchmarks.rebuild.RebuildBench;
import io.weir.benchmarks.relay.RelayBench;
import io.weir.benchmarks.visible.VisibleBench;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every benchmark runs, its results are verified (each throws when they are not), and its table is
 * printed. Says nothing about speed: the sizes are tiny and the machine is anyone's.
 */
class SmokeIT {
  @Test
  void commands() throws Exception {
    String table = CommandsBench.run(Duration.ofMillis(500), 1, 10, Duration.ZERO, SmokeIT::say);

    assertThat(table).contains("| G1 commands, 8 conn", "| G1 commands, 32 conn", "Machine: ");
  }

  @Test
  void relay() throws Exception {
    String table = RelayBench.run(2_000, 1, Duration.ofSeconds(1), SmokeIT::say);

    assertThat(table).contains("| G2 relay", "| G2 append to topic", "Machine: ");
  }

  @Test
  void rebuild() throws Exception {
    String table = RebuildBench.run(2_000, 1, 1, SmokeIT::say);

    assertThat(table).contains("| G3 rebuild", "Machine: ");
  }

  @Test
  void visible() throws Exception {
    String table =
        VisibleBench.run(
            List.of(10), 10, Duration.ofSeconds(1), Duration.ofSeconds(1), SmokeIT::say);

    assertThat(table).contains("| G5 floor, 10/s", "| G5 ours, 10/s", "| 0 |\n\nMachine: ");
  }

  private static void say(String line) {
    System.out.println(line);
  }
}

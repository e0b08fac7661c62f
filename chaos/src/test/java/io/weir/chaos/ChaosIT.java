package io.weir.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.chaos.check.Verdict;
import io.weir.chaos.run.ChaosRun;
import io.weir.standalone.stack.BuiltModules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./weir chaos}. */
class ChaosIT {
  private static final int KILLS = Integer.getInteger("weir.chaos.kills", 26);
  private static final long SEED = Long.getLong("weir.chaos.seed", 20_261_121L);

  @Test
  void losesDoublesAndReordersNothing() throws Exception {
    // Kept when the test fails.
    Path directory = Files.createTempDirectory("weir-chaos-it-");
    ChaosRun run =
        new ChaosRun(
            new BuiltModules(Path.of(System.getProperty("weir.root")).toAbsolutePath()),
            directory,
            System.out::println,
            System.out::println);

    assertThat(run.run(KILLS, SEED, Duration.ofHours(2), ""))
        .allSatisfy(verdict -> assertGood(verdict, directory));
    assertThat(run.count().total()).isGreaterThanOrEqualTo(KILLS);
    delete(directory);
  }

  private static void assertGood(Verdict verdict, Path directory) {
    assertThat(verdict.faults())
        .as("%s; the data is kept in %s", verdict.checker(), directory)
        .isEmpty();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

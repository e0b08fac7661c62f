package io.weir.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.chaos.check.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private final Tally tally = new Tally();

  @Test
  void showsKillsRecoveriesAndWhatWasNotReached() {
    for (long millis : LongStream.rangeClosed(1, 100).toArray()) {
      tally.killed("database");
      tally.recovered("database", Duration.ofMillis(millis));
    }
    tally.killed("broker");
    tally.halted("s at a failpoint", "s at a.b");

    List<String> lines =
        Summary.lines(tally.count(), Set.of("s at a.b", "s at a.c"), Set.of(), List.of());

    assertThat(lines)
        .contains(
            "| database | 100 | 50 | 99 | 100 |",
            "| broker | 1 | - | - | - |",
            "| all | 102 | 50 | 99 | 100 |");
    assertThat(lines).anyMatch(line -> line.contains("1 of 2 planned reached"));
    assertThat(lines).anyMatch(line -> line.contains("-  s at a.c"));
  }

  @Test
  void saysWhatACheckerFound() {
    List<String> lines =
        Summary.lines(
            tally.count(),
            Set.of(),
            Set.of(),
            List.of(
                new Verdict("good", List.of(), "3 things"),
                new Verdict("bad", List.of("this", "that"), "4 things")));

    assertThat(lines)
        .contains(
            "| good | 3 things | nothing |",
            "| bad | 4 things | 2 violations |",
            "VIOLATION (bad): this",
            "VIOLATION (bad): that");
  }
}

package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.standalone.counts.CommittedCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * A word counter as its results show it.
 *
 * @param output where it writes
 */
record Counting(Path output) {
  CommittedCounts committed() {
    return CommittedCounts.in(output);
  }

  Set<String> origins() {
    return committed().origins();
  }

  void awaitMore() {
    int before = committed().lines().size();
    await("the job has written more results")
        .atMost(Duration.ofMinutes(3))
        .until(() -> committed().lines().size() > before + 100);
  }

  /** Each word was counted 1, 2, 3, ... and each count was written once. */
  void assertExactlyOnce() {
    CommittedCounts all = committed();
    assertThat(all.lines()).isNotEmpty();
    assertThat(all.faults()).isEmpty();
  }

  /** Waits until a second job counts again what the first one from that state counted. */
  void awaitTwoBeganFrom(String origin) {
    await("two jobs have begun from " + origin)
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertTwoBeganFrom(origin, committed()));
  }

  /**
   * Two jobs, one after the other, went on from one state: both of them began with the count after
   * its last, and left none out.
   */
  static void assertTwoBeganFrom(String origin, CommittedCounts all) {
    Map<String, List<Long>> both = all.byWord(origin::equals);
    assertThat(both).isNotEmpty();
    Map<String, List<Long>> others = all.byWord(from -> !from.equals(origin));
    assertThat(both.keySet()).isEqualTo(others.keySet());
    both.forEach(
        (word, seen) -> {
          long first = seen.getFirst();
          assertRun(word, 1, others.get(word).stream().filter(count -> count < first).toList());
          assertThat(others.get(word)).as("counts of '%s' before", word).contains(first - 1);
          assertRun(word, first, seen.stream().distinct().toList());
          assertThat(Collections.frequency(seen, first))
              .as("how often '%s' was counted %d", word, first)
              .isEqualTo(2);
        });
  }

  private static void assertRun(String word, long first, List<Long> counts) {
    assertThat(counts)
        .as("counts of '%s'", word)
        .isEqualTo(LongStream.range(first, first + counts.size()).boxed().toList());
  }
}

package io.weir.executor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private final WorkQueue<String> queue = new WorkQueue<>();

  @Test
  void givesWhatIsDueAndNothingElse() {
    queue.add("a", Lane.ROUTINE, NOON.plusSeconds(5));
    assertThat(queue.take(NOON)).isEmpty();
    assertThat(queue.nextDue()).contains(NOON.plusSeconds(5));
    assertThat(queue.take(NOON.plusSeconds(5))).contains("a");
  }

  @Test
  void letsWishesGoAheadOfRoutine() {
    queue.add("routine", Lane.ROUTINE, NOON.minusSeconds(60));
    queue.add("wish", Lane.WISH, NOON);
    assertThat(queue.take(NOON)).contains("wish");
    assertThat(queue.take(NOON)).contains("routine");
  }

  @Test
  void keepsTheEarlierTimeAndTheFasterLane() {
    queue.add("a", Lane.WISH, NOON.plusSeconds(9));
    queue.add("a", Lane.ROUTINE, NOON);
    queue.add("b", Lane.ROUTINE, NOON.minusSeconds(1));
    assertThat(queue.take(NOON)).contains("a");
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void givesAKeyToOneWorkerAtATimeAndAgainWhenItWasAddedMeanwhile() {
    queue.add("a", Lane.ROUTINE, NOON);
    assertThat(queue.take(NOON)).contains("a");
    queue.add("a", Lane.WISH, NOON);
    assertThat(queue.take(NOON)).isEmpty();
    assertThat(queue.nextDue()).isEmpty();
    queue.done("a");
    assertThat(queue.take(NOON)).contains("a");
  }

  @Test
  void backsOffPerKeyAndForgetsAfterSuccess() {
    List<RuntimeException> failures = new ArrayList<>();
    boolean[] fails = {true};
    Workers<String> workers =
        new Workers<>(
            queue,
            key -> {
              if (fails[0]) throw new IllegalStateException("no");
              return Optional.of(Duration.ofSeconds(10));
            },
            (key, failure) -> failures.add(failure),
            new BackOff(Duration.ofMillis(200), Duration.ofSeconds(30)),
            new Random(1),
            () -> NOON);
    Duration before = Duration.ZERO;
    for (int i = 0; i < 20; i++) {
      workers.workOn("a");
      Duration wait = Duration.between(NOON, queue.nextDue().orElseThrow());
      assertThat(wait).isLessThanOrEqualTo(Duration.ofSeconds(30));
      if (i < 6) assertThat(wait).isGreaterThanOrEqualTo(before);
      before = wait;
      queue.take(NOON.plusSeconds(60));
    }
    assertThat(before).isGreaterThanOrEqualTo(Duration.ofSeconds(15));
    fails[0] = false;
    workers.workOn("a");
    assertThat(queue.nextDue()).contains(NOON.plusSeconds(10));
    queue.take(NOON.plusSeconds(60));
    fails[0] = true;
    workers.workOn("a");
    assertThat(queue.nextDue().orElseThrow()).isBeforeOrEqualTo(NOON.plusMillis(200));
    assertThat(failures).hasSize(21);
  }
}

package io.weir.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
  @Test
  void aStallCountsForEveryOperationThatWasDueMeanwhile() throws InterruptedException {
    CountDownLatch lastIsDue = new CountDownLatch(1);

    OpenLoop.Outcome outcome =
        new OpenLoop(100, Duration.ZERO, Duration.ofSeconds(1))
            .run(
                n -> {
                  if (n == 99) lastIsDue.countDown();
                  lastIsDue.await();
                });

    // All wait for the last one: the first is late by 990 ms, the middle one by half of that.
    assertThat(outcome.latency().getMaxValue()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(900));
    assertThat(outcome.millis(50)).isGreaterThan(400);
  }

  @Test
  void countsWhatThrew() throws InterruptedException {
    OpenLoop.Outcome outcome =
        new OpenLoop(50, Duration.ZERO, Duration.ofSeconds(1))
            .run(
                n -> {
                  if (n % 2 == 0) throw new IllegalStateException("no");
                });

    assertThat(outcome.failed()).isEqualTo(25);
    assertThat(outcome.overloaded()).isTrue();
  }
}

package io.weir.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private final Patience patience =
      new Patience(Duration.ofSeconds(6), Duration.ofSeconds(24), seconds(100));

  @Test
  void countsTheTimeBetweenTwoLooksThatFoundWeirAtWork() {
    look(101, true);
    look(106, true);
    assertThat(patience.isOver()).isFalse();

    look(107, true);
    assertThat(patience.isOver()).isTrue();
  }

  @Test
  void doesNotCountTheTimeInWhichAPartIsAway() {
    for (int second = 101; second < 120; second += 3) {
      look(second, false);
      look(second + 1, true);
      look(second + 2, false);
    }
    assertThat(patience.isOver()).isFalse();
  }

  @Test
  void endsByTheClockWhenNothingEverAnswers() {
    look(123, false);
    assertThat(patience.isOver()).isFalse();

    look(124, false);
    assertThat(patience.isOver()).isTrue();
  }

  private void look(long second, boolean atWork) {
    patience.looked(seconds(second), atWork);
  }

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}

package io.weir.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestartDelayTest {
  @Test
  void beginsAtOnceDoublesAndStopsGrowing() {
    List<Long> millis =
        IntStream.range(0, 9).mapToObj(deaths -> RestartDelay.after(deaths).toMillis()).toList();

    assertThat(millis)
        .containsExactly(0L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L);
    assertThat(RestartDelay.after(1_000)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void forgetsDeathsOfAPartThatServed() {
    assertThat(RestartDelay.deathsInARow(3, Duration.ofMillis(9_999))).isEqualTo(4);
    assertThat(RestartDelay.deathsInARow(3, Duration.ofSeconds(10))).isZero();
  }
}

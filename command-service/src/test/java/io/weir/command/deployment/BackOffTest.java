package io.weir.command.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackOffTest {
  @Test
  void doublesFromTheFirstToTheLongest() {
    BackOff removals = new BackOff(Duration.ofMinutes(1), Duration.ofDays(1));
    assertThat(IntStream.rangeClosed(1, 13).mapToObj(n -> removals.after(n, 0)))
        .containsExactly(
            Stream.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1440, 1440)
                .map(Duration::ofMinutes)
                .toArray(Duration[]::new));
    assertThat(removals.after(Integer.MAX_VALUE, 0)).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void doublesFromASecondToAMinute() {
    assertThat(
            IntStream.rangeClosed(1, 9).mapToObj(n -> BackOff.OF_ATTEMPTS.after(n, 0).toSeconds()))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    assertThat(BackOff.OF_ATTEMPTS.after(Integer.MAX_VALUE, 0)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void isUpToAQuarterShorter() {
    assertThat(BackOff.OF_ATTEMPTS.after(3, 1)).isEqualTo(Duration.ofSeconds(3));
    assertThat(BackOff.OF_ATTEMPTS.after(3, 0.5)).isEqualTo(Duration.ofMillis(3500));
    assertThat(BackOff.OF_ATTEMPTS.after(99, 1)).isEqualTo(Duration.ofSeconds(45));
    assertThat(new BackOff(Duration.ofDays(1), Duration.ofDays(1)).after(1, 1))
        .isEqualTo(Duration.ofHours(18));
  }
}

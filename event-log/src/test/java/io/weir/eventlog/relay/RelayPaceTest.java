package io.weir.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelayPaceTest {
  @ParameterizedTest
  @CsvSource({
    // A few events are never held back, however fast they come.
    "1, false, 1, 1, 0",
    "4, false, 2, 1, 0",
    // From a thousand a second on, the step lasts 10 ms with its rest.
    "5, false, 5, 2, 8",
    "20, false, 2, 2, 8",
    "10, false, 10, 3, 7",
    // From four thousand on, where a step carries many, 20 ms.
    "40, false, 10, 3, 17",
    "39, false, 9, 3, 7",
    "80, false, 20, 3, 17",
    "79, false, 20, 3, 7",
    "500, false, 10, 24, -4",
    // Below, not: 500 a second after a step that had a rest.
    "5, false, 10, 1, 0",
    // A backlog is carried as fast as it can be.
    "1000, true, 20, 5, 0",
  })
  void restsOnlyWhenItIsBusy(
      int events, boolean backlog, long sinceTheStepBefore, long lasted, long rest) {
    assertThat(
            RelayPace.restAfter(
                events, backlog, Duration.ofMillis(sinceTheStepBefore), Duration.ofMillis(lasted)))
        .isEqualTo(Duration.ofMillis(rest));
  }
}

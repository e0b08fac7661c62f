package io.weir.command.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {
  @ParameterizedTest
  @CsvSource({
    "'* * * * *',        UTC,           2026-11-21T05:00:30Z, 2026-11-21T05:01:00Z",
    "'0 3 * * *',        UTC,           2026-11-21T03:00:00Z, 2026-11-22T03:00:00Z",
    "'*/15 9-17 * * *',  UTC,           2026-11-21T17:45:00Z, 2026-11-22T09:00:00Z",
    "'30 3 * * 1-5',     UTC,           2026-11-20T12:00:00Z, 2026-11-23T03:30:00Z",
    "'0 0 1 1 *',        UTC,           2026-11-21T00:00:00Z, 2027-01-01T00:00:00Z",
    "'0 0 29 2 *',       UTC,           2026-11-21T00:00:00Z, 2028-02-29T00:00:00Z",
    "'5,35 * * * *',     UTC,           2026-11-21T05:05:00Z, 2026-11-21T05:35:00Z",
    "'10/20 * * * *',    UTC,           2026-11-21T05:30:00Z, 2026-11-21T05:50:00Z",
    "'0 12 * * 0',       UTC,           2026-11-21T13:00:00Z, 2026-11-22T12:00:00Z",
    "'0 12 * * 7',       UTC,           2026-11-21T13:00:00Z, 2026-11-22T12:00:00Z",
    // Either day suffices when both are given.
    "'0 0 13 * 5',       UTC,           2026-11-21T00:00:00Z, 2026-11-27T00:00:00Z",
    "'0 3 * * *',        Europe/Berlin, 2026-11-21T05:00:00Z, 2026-11-22T02:00:00Z",
    // The clocks skip 02:30: the moment after. They repeat it: it comes once.
    "'30 2 * * *',       Europe/Berlin, 2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z",
    "'30 2 * * *',       Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z"
  })
  void findsTheNextMoment(String expression, String zone, Instant after, Instant next) {
    assertThat(Cron.of(expression, Optional.of(zone)).next(after)).contains(next);
  }

  @ParameterizedTest
  @CsvSource({
    "'* * * *',       five fields",
    "'60 * * * *',    0 to 59",
    "'* 24 * * *',    0 to 23",
    "'* * 0 * *',     1 to 31",
    "'5-1 * * * *',   0 to 59",
    "'*/0 * * * *',   0 to 59",
    "'a * * * *',     no number",
    "'1, * * * *',    no number",
    "'0 0 31 2 *',    no date"
  })
  void saysWhatIsWrong(String expression, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cron.of(expression, Optional.empty()))
        .withMessageContaining(words);
  }

  @org.junit.jupiter.api.Test
  void refusesAZoneThatThereIsNot() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cron.of("0 3 * * *", Optional.of("Mars/Olympus")))
        .withMessageContaining("Mars/Olympus");
  }
}

package io.weir.events.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way and the JDK's formatter give the same. */
class InstantTextTest {
  @Property(tries = 3000)
  void aTimeIsWrittenAndReadAsTheJdkDoes(@ForAll("times") Instant time) {
    assertThat(InstantText.of(time)).isEqualTo(time.toString());
    assertThat(InstantText.parse(time.toString())).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21T05:00:00Z",
        "2026-11-21T05:00:00.1Z",
        "2026-11-21T05:00:00.120Z",
        "2026-11-21T05:00:00.123456789Z",
        "2026-11-21T05:00:00.1234567890Z",
        "2026-11-21T05:00:00.Z",
        "2026-11-21T05:00:00.12a4Z",
        "2026-11-21T05:00:00+02:00",
        "2026-11-21T05:00:00.123+00:00",
        "2026-11-21t05:00:00z",
        "2026-11-21T24:00:00Z",
        "2026-11-21T24:00:01Z",
        "2026-11-21T23:59:60Z",
        "2026-11-21T05:60:00Z",
        "2026-11-21 05:00:00Z",
        "2026-02-29T05:00:00Z",
        "2024-02-29T05:00:00Z",
        "2026-13-01T05:00:00Z",
        "2026-00-01T05:00:00Z",
        "2026-11-21T05:00Z",
        "-026-11-21T05:00:00Z",
        "+2026-11-21T05:00:00Z",
        "+12026-11-21T05:00:00Z",
        "-0001-11-21T05:00:00Z",
        "0000-01-01T00:00:00Z",
        "2026-11-21T05:00:00",
        "2026-11-2\u0661T05:00:00Z",
        "yesterday",
        ""
      })
  void anyTextIsJudgedAsTheJdkDoes(String text) {
    Throwable refused = catchThrowable(() -> Instant.parse(text));

    if (refused == null) assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text));
    else
      assertThat(catchThrowable(() -> InstantText.parse(text)))
          .hasSameClassAs(refused)
          .hasMessage(refused.getMessage());
  }

  @Provide
  Arbitrary<Instant> times() {
    Arbitrary<Long> seconds =
        Arbitraries.oneOf(
            Arbitraries.longs().between(0, 4_102_444_800L),
            Arbitraries.longs().between(-70_000_000_000L, 300_000_000_000L),
            Arbitraries.longs()
                .between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()));
    Arbitrary<Integer> nanos =
        Arbitraries.oneOf(
            Arbitraries.just(0),
            Arbitraries.integers().between(0, 999).map(milli -> milli * 1_000_000),
            Arbitraries.integers().between(0, 999_999).map(micro -> micro * 1_000),
            Arbitraries.integers().between(0, 999_999_999));
    return seconds.flatMap(s -> nanos.map(n -> Instant.ofEpochSecond(s, n)));
  }
}

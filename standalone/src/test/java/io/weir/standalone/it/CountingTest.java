package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.standalone.counts.CommittedCounts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CountingTest {
  private static final String ORIGIN = "checkpoint-7";

  @Test
  void twoThatBeganFromOneStateEachBeginWithTheNextCount() {
    Counting.assertTwoBeganFrom(ORIGIN, counted("fresh 1", "fresh 2", "7 3", "7 4", "7 3"));
    Counting.assertTwoBeganFrom(
        ORIGIN, counted("fresh 1", "5 2", "7 3", "7 4", "9 5", "7 3", "7 4", "7 5"));
  }

  @Test
  void anythingElseIsToldFromIt() {
    for (CommittedCounts other :
        List.of(
            counted("fresh 1", "fresh 2", "7 3", "7 4"),
            counted("fresh 1", "fresh 2", "7 4", "7 4"),
            counted("fresh 1", "fresh 2", "7 3", "7 3", "7 5"),
            counted("fresh 1", "fresh 3", "7 4", "7 4"),
            counted("fresh 1", "fresh 2", "7 3", "7 3", "7 3"),
            counted("fresh 1", "fresh 2"))) {
      assertThatThrownBy(() -> Counting.assertTwoBeganFrom(ORIGIN, other))
          .isInstanceOf(AssertionError.class);
    }
  }

  private static CommittedCounts counted(String... originsAndCounts) {
    return new CommittedCounts(
        Stream.of(originsAndCounts)
            .map(each -> each.replaceFirst("^(\\d)", "checkpoint-$1").split(" "))
            .map(each -> "word=a count=%s from=%s".formatted(each[1], each[0]))
            .toList());
  }
}

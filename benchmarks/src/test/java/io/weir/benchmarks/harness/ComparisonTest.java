package io.weir.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Machine.Load QUIET = new Machine.Load(0.01, 0, 0.5);

  @Test
  void takesTheMedianOfTheRoundsRatios() {
    Comparison comparison =
        new Comparison(
            "relay", "events", List.of(100.0, 100.0, 100.0), List.of(50.0, 80.0, 60.0), QUIET);

    assertThat(comparison.medianRatio()).isEqualTo(0.6);
    assertThat(comparison.row(0.5, 0.8)).contains("0.60 (0.50-0.80)").endsWith("target reached |");
  }

  @Test
  void isVoidWhenTheFloorMoves() {
    Comparison comparison =
        new Comparison("relay", "events", List.of(100.0, 130.0), List.of(50.0, 60.0), QUIET);

    assertThat(comparison.voidBecause())
        .hasValueSatisfying(why -> assertThat(why).contains("floor"));
  }

  @Test
  void isVoidWhenOthersUseTheMachine() {
    Comparison comparison =
        new Comparison(
            "relay", "events", List.of(100.0), List.of(50.0), new Machine.Load(0.2, 0, 3));

    assertThat(comparison.voidBecause())
        .hasValueSatisfying(why -> assertThat(why).contains("20 %"));
  }

  @Test
  void takesFloorAndOursInTurn() throws Exception {
    List<String> order = new ArrayList<>();

    Comparison.interleaved(
        "relay",
        "events",
        2,
        Machine::now,
        round -> {
          order.add("floor" + round);
          return 2;
        },
        round -> {
          order.add("ours" + round);
          return 1;
        },
        line -> {});

    assertThat(order).containsExactly("floor0", "ours0", "floor1", "ours1", "floor2", "ours2");
  }
}

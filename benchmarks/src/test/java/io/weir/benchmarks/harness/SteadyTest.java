package io.weir.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SteadyTest {
  @Test
  void isReachedByThreeWindowsInARowThatHardlyDiffer() {
    Steady steady = new Steady();
    for (double rate : new double[] {100, 200, 201}) steady.saw(rate);
    assertThat(steady.reached()).isFalse();

    steady.saw(205);

    assertThat(steady.reached()).isTrue();
    steady.saw(250);
    assertThat(steady.reached()).isFalse();
  }
}

package io.weir.eventlog.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FairShareTest {
  @Test
  void isAllForOneAlone() {
    assertThat(FairShare.of("a", List.of(), 8)).isEqualTo(8);
    assertThat(FairShare.of("a", List.of("a"), 8)).isEqualTo(8);
  }

  @Test
  void givesTheFirstOnesOneMoreWhenItDoesNotComeOutEven() {
    assertThat(FairShare.of("a", List.of("b", "c"), 8)).isEqualTo(3);
    assertThat(FairShare.of("b", List.of("a", "c"), 8)).isEqualTo(3);
    assertThat(FairShare.of("c", List.of("a", "b"), 8)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 13})
  void addsUpToAllPartitionsAndDiffersByOneAtMost(int members) {
    List<String> all = IntStream.range(0, members).mapToObj(i -> "host-" + i).toList();
    List<Integer> shares = all.stream().map(self -> FairShare.of(self, all, 8)).toList();
    assertThat(shares.stream().mapToInt(Integer::intValue).sum()).isEqualTo(8);
    assertThat(shares).allMatch(share -> share == 8 / members || share == 8 / members + 1);
  }
}

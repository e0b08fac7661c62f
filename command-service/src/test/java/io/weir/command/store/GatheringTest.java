package io.weir.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GatheringTest {
  private final Gathering gathering = new Gathering();

  @Test
  void waitsForNobodyAtFirst() {
    assertThat(gathering.isEnough(1)).isTrue();
  }

  @Test
  void waitsForAsManyAsCameLately() {
    gathering.wrote(3);

    assertThat(gathering.isEnough(2)).isFalse();
    assertThat(gathering.isEnough(3)).isTrue();
    assertThat(gathering.isEnough(4)).isTrue();
  }

  @Test
  void waitsForNobodyAgainOnceOneCameAlone() {
    gathering.wrote(8);
    gathering.wrote(1);

    assertThat(gathering.isEnough(1)).isTrue();
  }

  @Test
  void waitsForNoMoreThanEnough() {
    gathering.wrote(64);

    assertThat(gathering.isEnough(Gathering.ENOUGH)).isTrue();
    assertThat(gathering.isEnough(Gathering.ENOUGH - 1)).isFalse();
  }
}

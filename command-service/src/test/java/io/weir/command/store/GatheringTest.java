package io.weir.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GatheringTest {
  private final Gathering gathering = new Gathering(2);

  @Test
  void waitsForNobodyAtFirst() {
    assertThat(gathering.isEnough(1)).isTrue();
  }

  @Test
  void waitsForAsManyAsWereUnderWayLately() {
    writes(3);

    assertThat(gathering.isEnough(2)).isFalse();
    assertThat(gathering.isEnough(3)).isTrue();
    assertThat(gathering.isEnough(4)).isTrue();
  }

  @Test
  void waitsForNobodyAgainOnceOneCameAlone() {
    writes(4);
    writes(1);

    assertThat(gathering.isEnough(1)).isTrue();
  }

  @Test
  void waitsForNoMoreThanEnough() {
    writes(64);

    assertThat(gathering.isEnough(Gathering.ENOUGH)).isTrue();
    assertThat(gathering.isEnough(Gathering.ENOUGH - 1)).isFalse();
  }

  @Test
  void hasRoomForASecondGroupWhereFewAreUnderWay() {
    gathering.begins();

    assertThat(gathering.hasRoom(2 * Gathering.ENOUGH)).isTrue();
    assertThat(gathering.hasRoom(2 * Gathering.ENOUGH + 1)).isFalse();
  }

  @Test
  void hasRoomForOneWhateverIsUnderWay() {
    assertThat(gathering.hasRoom(64)).isTrue();
  }

  @Test
  void hasNoRoomForAThirdUntilOneIsWritten() {
    gathering.begins();
    gathering.begins();
    assertThat(gathering.hasRoom(3)).isFalse();

    gathering.wrote(1);

    assertThat(gathering.hasRoom(3)).isTrue();
  }

  private void writes(int underWay) {
    gathering.begins();
    gathering.wrote(underWay);
  }
}

package io.weir.command.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {
  private static final int MORE_THAN_ONE_DRAW = 1_000;

  @Test
  void idsAreOfVersionSevenAllDifferentAndTellTheirTime() {
    Instant now = Instant.parse("2026-11-21T10:00:00.123Z");
    TimeOrderedIds ids = new TimeOrderedIds(InstantSource.fixed(now));
    Set<UUID> seen = new HashSet<>();
    Set<Long> random = new HashSet<>();

    for (int i = 0; i < MORE_THAN_ONE_DRAW; i++) {
      UUID id = ids.get();
      assertThat(id.version()).isEqualTo(7);
      assertThat(id.variant()).isEqualTo(2);
      assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now.toEpochMilli());
      seen.add(id);
      random.add(id.getLeastSignificantBits());
    }

    assertThat(seen).hasSize(MORE_THAN_ONE_DRAW);
    assertThat(random).hasSize(MORE_THAN_ONE_DRAW);
  }

  @Test
  void threadsDrawTheirOwn() throws InterruptedException {
    TimeOrderedIds ids = new TimeOrderedIds(InstantSource.fixed(Instant.EPOCH));
    Set<UUID> others = new HashSet<>();
    Thread other = Thread.ofPlatform().start(() -> draw(ids, others));
    Set<UUID> own = new HashSet<>();
    draw(ids, own);
    other.join();

    assertThat(own).hasSize(MORE_THAN_ONE_DRAW).doesNotContainAnyElementsOf(others);
  }

  private static void draw(TimeOrderedIds ids, Set<UUID> into) {
    for (int i = 0; i < MORE_THAN_ONE_DRAW; i++) into.add(ids.get());
  }
}

package io.weir.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.eventlog.EventStore;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HoleRuleTest {
  private static final HoleRule FRESH = HoleRule.NOTHING_SEEN;

  @Test
  void sendsAllWhenNothingIsMissing() {
    assertThat(FRESH.sendable(4, events(5, 6, 7)))
        .extracting(StoredEvent::position)
        .containsExactly(5L, 6L, 7L);
    assertThat(FRESH.sendable(4, events())).isEmpty();
  }

  @Test
  void stopsBeforeTheFirstHole() {
    assertThat(FRESH.sendable(4, events(5, 7, 8)))
        .extracting(StoredEvent::position)
        .containsExactly(5L);
    assertThat(FRESH.sendable(4, events(6, 7))).isEmpty();
  }

  @Test
  void holdsWhileATransactionOlderThanTheFenceMayBeOpen() {
    HoleRule fenced = FRESH.fencedAt(100, 8);
    assertThat(fenced.needsFence()).isFalse();
    HoleRule later = fenced.after(new StoreRead(events(6, 7, 8), 99));
    assertThat(later).isEqualTo(fenced);
    assertThat(later.sendable(4, events(6, 7, 8))).isEmpty();
  }

  @Test
  void takesWhatALookBehindTheFenceDoesNotShowAsVoid() {
    HoleRule settled = FRESH.fencedAt(100, 8).after(new StoreRead(events(6, 8), 100));
    assertThat(settled.sendable(4, events(6, 8)))
        .extracting(StoredEvent::position)
        .containsExactly(6L, 8L);
    assertThat(settled.needsFence()).isTrue();
  }

  @Test
  void settlesNoHoleAboveWhatWasSeenWhenTheFenceWasTaken() {
    HoleRule settled = FRESH.fencedAt(100, 8).after(new StoreRead(events(6, 8, 10), 100));
    assertThat(settled.sendable(4, events(6, 8, 10)))
        .extracting(StoredEvent::position)
        .containsExactly(6L, 8L);
    assertThat(settled.sendable(4, events(6, 10)))
        .as("7 to 9: 9 was not seen below the fence")
        .extracting(StoredEvent::position)
        .containsExactly(6L);
  }

  private static List<StoredEvent> events(long... positions) {
    return LongStream.of(positions)
        .mapToObj(
            position ->
                new StoredEvent(
                    position,
                    new UUID(0, position),
                    new UUID(1, 1),
                    position,
                    "deployment",
                    "job.started",
                    "1",
                    EventStore.TIME,
                    new byte[0],
                    new byte[0]))
        .toList();
  }
}

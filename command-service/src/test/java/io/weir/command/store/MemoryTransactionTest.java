package io.weir.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When a decision on what is in memory may be written. */
class MemoryTransactionTest {
  private static final UUID ONE = new UUID(7, 1);
  private static final UUID OTHER = new UUID(7, 2);

  private final MemoryTransaction transaction = new MemoryTransaction();

  @Test
  void provesNothingWithoutAnEvent() {
    transaction.reads(ONE.toString());

    assertThat(transaction.provesWhatItRead()).isFalse();
  }

  @Test
  void provesTheAggregateThatItAppendsTo() {
    transaction.reads(ONE.toString());
    transaction.append(List.of(eventOf(ONE)));

    assertThat(transaction.provesWhatItRead()).isTrue();
  }

  @Test
  void doesNotProveAnAggregateThatItOnlyLookedAt() {
    transaction.reads(OTHER.toString());
    transaction.reads(ONE.toString());
    transaction.append(List.of(eventOf(ONE)));

    assertThat(transaction.provesWhatItRead()).isFalse();
  }

  private static EventRow eventOf(UUID aggregate) {
    return new EventRow(
        UUID.randomUUID(),
        aggregate,
        0,
        "deployment",
        "job.started",
        "1",
        Instant.parse("2026-11-21T00:00:00Z"),
        new byte[0],
        new byte[0]);
  }
}

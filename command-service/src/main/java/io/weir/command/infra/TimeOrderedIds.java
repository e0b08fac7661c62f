package io.weir.command.infra;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** UUIDs of version 7 (RFC 9562): by time, then random, so that indexes grow at one end. */
public final class TimeOrderedIds implements Supplier<UUID> {
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public TimeOrderedIds(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public UUID get() {
    long high = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0x0fffL);
    long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }
}

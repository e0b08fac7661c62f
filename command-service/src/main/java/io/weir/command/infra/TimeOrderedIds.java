package io.weir.command.infra;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * UUIDs of version 7 (RFC 9562): by time, then random, so that indexes grow at one end. A thread
 * draws its randomness in advance, since each draw is a call of the operating system under a lock.
 */
public final class TimeOrderedIds implements Supplier<UUID> {
  private static final int DRAWN_AT_ONCE = 1024;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final ThreadLocal<ByteBuffer> drawn =
      ThreadLocal.withInitial(() -> ByteBuffer.allocate(DRAWN_AT_ONCE).limit(0));

  public TimeOrderedIds(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public UUID get() {
    ByteBuffer bits = drawn.get();
    if (bits.remaining() < 2 * Long.BYTES) {
      random.nextBytes(bits.array());
      bits.clear();
    }
    long high = (clock.millis() << 16) | 0x7000L | (bits.getLong() & 0x0fffL);
    long low = (bits.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }
}

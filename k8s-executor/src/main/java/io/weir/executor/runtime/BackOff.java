package io.weir.executor.runtime;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after failures in a row.
 *
 * @param first after the first
 * @param longest at most
 */
public record BackOff(Duration first, Duration longest) {
  /** 200 ms, doubling to 30 s. */
  public static final BackOff DEFAULT = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(30));

  /**
   * Doubles with each failure; between half and all of it, so that keys that failed together do not
   * come back together.
   *
   * @param failures in a row, at least 1
   */
  public Duration after(int failures, RandomGenerator random) {
    int doublings = Math.min(failures - 1, 30);
    long full = Math.min(longest.toMillis(), first.toMillis() << doublings);
    return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
  }
}

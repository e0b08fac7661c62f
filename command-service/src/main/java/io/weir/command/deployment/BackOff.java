package io.weir.command.deployment;

import java.time.Duration;

/**
 * How long to wait before the next attempt: doubles from 1 s to 60 s, and up to a quarter less so
 * that many deployments do not come back at once (lifecycle.md "Attempts"). Between removals of
 * data that does not go it doubles from a minute to a day.
 */
final class BackOff {
  private static final long LONGEST_SECONDS = 60;
  private static final long LONGEST_MINUTES = 24 * 60;

  private BackOff() {}

  /**
   * The wait after this many failures.
   *
   * @param failures 1 and up
   * @param jitter 0 to 1
   */
  static Duration after(int failures, double jitter) {
    long seconds = Math.min(LONGEST_SECONDS, 1L << Math.min(failures - 1, 6));
    return shortened(seconds, jitter);
  }

  /**
   * The wait after this many failures to remove data.
   *
   * @param failures 1 and up
   * @param jitter 0 to 1
   */
  static Duration beforeNextRemoval(int failures, double jitter) {
    long minutes = Math.min(LONGEST_MINUTES, 1L << Math.min(failures - 1, 11));
    return shortened(minutes * 60, jitter);
  }

  private static Duration shortened(long seconds, double jitter) {
    return Duration.ofMillis(Math.round(seconds * 1000 * (1 - 0.25 * jitter)));
  }
}

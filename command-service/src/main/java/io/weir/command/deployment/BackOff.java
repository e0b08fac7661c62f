package io.weir.command.deployment;

import java.time.Duration;

/**
 * How long to wait before the next attempt: doubles, and is up to a quarter less so that many
 * deployments do not come back at once (lifecycle.md "Attempts").
 *
 * @param first the wait after one failure
 * @param longest where the doubling ends
 */
public record BackOff(Duration first, Duration longest) {
  /** Between attempts to start a job, to take a savepoint, to heal. */
  static final BackOff OF_ATTEMPTS = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  /** Enough to get from a millisecond to a year. */
  private static final int MOST_DOUBLINGS = 35;

  /**
   * The wait after this many failures.
   *
   * @param failures 1 and up
   * @param jitter 0 to 1
   */
  Duration after(int failures, double jitter) {
    Duration grown = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    Duration wait = grown.compareTo(longest) < 0 ? grown : longest;
    return Duration.ofMillis(Math.round(wait.toMillis() * (1 - 0.25 * jitter)));
  }
}

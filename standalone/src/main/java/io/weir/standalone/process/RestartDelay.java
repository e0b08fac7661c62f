package io.weir.standalone.process;

import java.time.Duration;

/**
 * How long to wait before a part that died is started again: at once the first time, then doubling;
 * a part that served long enough starts anew.
 */
public final class RestartDelay {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration SERVED_WELL = Duration.ofSeconds(10);

  private RestartDelay() {}

  /**
   * The wait before the next start.
   *
   * @param deathsInARow how many short lives there were before this one, at least 0
   */
  public static Duration after(int deathsInARow) {
    if (deathsInARow == 0) {
      return Duration.ZERO;
    }
    int doublings = Math.min(deathsInARow - 1, 16);
    Duration delay = FIRST.multipliedBy(1L << doublings);
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }

  /**
   * How many short lives there have been in a row, now that another one has ended.
   *
   * @param served how long it was ready; zero when it never was. The time to start does not count:
   *     what dies as soon as it is ready would seem to live long on a slow machine.
   */
  public static int deathsInARow(int before, Duration served) {
    return served.compareTo(SERVED_WELL) >= 0 ? 0 : before + 1;
  }
}

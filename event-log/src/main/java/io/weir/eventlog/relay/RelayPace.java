package io.weir.eventlog.relay;

import java.time.Duration;

/**
 * How long a relay that leads rests after a step, so that the next one finds more: a step costs the
 * store, the topic and this process about as much for one event as for fifty. Only a busy relay
 * rests, and twice as long where a step carries many all the same. Below the rate that makes it
 * busy none of its events waits, unless right behind a burst.
 */
final class RelayPace {
  /** Of a busy relay, from the beginning of a step to the beginning of the next. */
  static final Duration STEP = Duration.ofMillis(10);

  /** The same of a very busy one. */
  static final Duration LONG_STEP = Duration.ofMillis(20);

  private static final int BUSY_PER_MILLISECOND = 1;
  private static final int MORE_THAN_A_FEW = 5;
  private static final int VERY_BUSY_PER_MILLISECOND = 4;
  private static final int MANY = 40;

  private RelayPace() {}

  /**
   * The rest after a step; zero or less when there is to be none.
   *
   * @param events how many the step saw acknowledged
   * @param backlog whether more are known to wait
   * @param sinceTheStepBefore from the beginning of the step before to the beginning of this one
   * @param lasted how long this step took
   */
  static Duration restAfter(
      int events, boolean backlog, Duration sinceTheStepBefore, Duration lasted) {
    long millis = sinceTheStepBefore.toMillis();
    if (backlog || events < MORE_THAN_A_FEW || events < BUSY_PER_MILLISECOND * millis)
      return Duration.ZERO;
    boolean veryBusy = events >= MANY && events >= VERY_BUSY_PER_MILLISECOND * millis;
    return (veryBusy ? LONG_STEP : STEP).minus(lasted);
  }
}

package io.weir.chaos.load;

import java.time.Duration;

/**
 * How long a wish may take: a time in which it could be served, between looks that both found Weir
 * at work, and a longer one over all. How long parts may be away is judged elsewhere.
 */
final class Patience {
  private final long served;
  private final long deadline;
  private long before;
  private boolean atWork;
  private long passed;

  /**
   * @param served the time in which Weir is at work
   * @param overall the time by the clock
   * @param now nanoseconds of any clock, as in the looks
   */
  Patience(Duration served, Duration overall, long now) {
    this.served = served.toNanos();
    this.deadline = now + overall.toNanos();
    this.before = now;
  }

  /**
   * Somebody looked.
   *
   * @param atWork whether everything that a wish must meet answered
   */
  void looked(long now, boolean atWork) {
    if (atWork && this.atWork) {
      passed += now - before;
    }
    this.atWork = atWork;
    before = now;
  }

  /** Whether it has taken too long. */
  boolean isOver() {
    return passed >= served || before - deadline >= 0;
  }
}

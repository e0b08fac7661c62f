package io.weir.command.store;

import java.time.Duration;

/**
 * When a group is large enough to be written, and beside what. A commit costs the database, the
 * disk and this process about as much for one command as for several; where commits are fast, a
 * group would hold only the few that happen to come meanwhile. So it waits for as many as were
 * under way when the last one was written, {@link #ENOUGH} at most: whoever was answered then is
 * likely to come again. Where commands come one by one, none waits.
 *
 * <p>Where two such groups are under way, the second is written beside the first: with one, all of
 * a few clients would wait for the database together, then the database for all of them. Where more
 * are, one writer keeps the groups large. Guarded by the lock of its owner.
 */
final class Gathering {
  /** What a larger group would spare is little. */
  static final int ENOUGH = 8;

  /** How many groups are written at a time. */
  static final int WRITERS = 2;

  /** Two groups that are large enough. */
  private static final int FEW = WRITERS * ENOUGH;

  /**
   * Longer than clients without a pause take from an answer to the next write. Who comes alone
   * after others came together waits so long, once.
   */
  static final Duration AT_MOST = Duration.ofMillis(1);

  private final int mostWriters;
  private int writers;
  private int expected = 1;

  /**
   * @param mostWriters how many groups may be written at a time
   */
  Gathering(int mostWriters) {
    this.mostWriters = mostWriters;
  }

  /** Whether so many need not wait for more. */
  boolean isEnough(int members) {
    return members >= expected;
  }

  /**
   * Whether a group may be written now.
   *
   * @param underWay how many commands are written or wait
   */
  boolean hasRoom(int underWay) {
    return writers == 0 || writers < mostWriters && underWay <= FEW;
  }

  /** One group more is written. */
  void begins() {
    writers++;
  }

  /**
   * A group was written.
   *
   * @param underWay how many commands were under way then, its own included
   */
  void wrote(int underWay) {
    writers--;
    expected = Math.min(underWay, ENOUGH);
  }
}

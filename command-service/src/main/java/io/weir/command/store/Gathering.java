package io.weir.command.store;

import java.time.Duration;

/**
 * When a group is large enough to be written, while nobody writes. A commit costs the database, the
 * disk and this process about as much for one command as for eight; where commits are fast, a group
 * would hold only the one or two that happen to come meanwhile. So it waits for as many as the last
 * one had, {@link #ENOUGH} at most: whoever was answered then is likely to come again. Where
 * commands come one by one, none waits.
 */
final class Gathering {
  /** What a larger group would spare is little. */
  static final int ENOUGH = 8;

  /**
   * Longer than clients without a pause take from an answer to the next write. Who comes alone
   * after others came together waits so long, once.
   */
  static final Duration AT_MOST = Duration.ofMillis(1);

  private int expected = 1;

  /** Whether so many need not wait for more. */
  boolean isEnough(int members) {
    return members >= expected;
  }

  /** So many were written together. */
  void wrote(int members) {
    expected = Math.min(members, ENOUGH);
  }
}

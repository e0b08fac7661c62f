package io.weir.benchmarks.harness;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/** Whether a rate has become steady: three windows in a row that differ by less than 5 %. */
public final class Steady {
  private static final int WINDOWS = 3;
  private static final double MAY_DIFFER = 0.05;

  private final Deque<Double> last = new ArrayDeque<>();

  /** One more window's rate. */
  public void saw(double perSecond) {
    last.addLast(perSecond);
    if (last.size() > WINDOWS) last.removeFirst();
  }

  /** Whether it is steady now. */
  public boolean reached() {
    return last.size() == WINDOWS
        && Collections.max(last) - Collections.min(last) < MAY_DIFFER * Collections.max(last);
  }
}

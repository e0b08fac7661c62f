package io.weir.simulation;

import java.util.random.RandomGenerator;

/** Decides, by the seed, what goes wrong next. */
final class Faults {
  /** The process dies here. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final RandomGenerator random;
  private boolean on = true;

  Faults(RandomGenerator random) {
    this.random = random;
  }

  /** From now on nothing goes wrong any more. */
  void end() {
    on = false;
  }

  boolean oneIn(int n) {
    return on && random.nextInt(n) == 0;
  }

  void maybeCrash() {
    if (oneIn(30)) throw new Crash();
  }
}

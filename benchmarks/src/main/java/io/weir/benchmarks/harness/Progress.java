package io.weir.benchmarks.harness;

/** Where a long run says what it is doing. */
@FunctionalInterface
public interface Progress {
  /** Says one line. */
  void say(String line);
}

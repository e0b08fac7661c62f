package io.weir.benchmarks.harness;

/**
 * One side of a comparison: does the whole work once, verifies its result, says how fast it was.
 */
@FunctionalInterface
public interface Side {
  /**
   * Does one round.
   *
   * @param round from 0; each round works on fresh data
   * @return operations per second
   * @throws Exception when the work failed or its result is wrong: then no number counts
   */
  double run(int round) throws Exception;
}

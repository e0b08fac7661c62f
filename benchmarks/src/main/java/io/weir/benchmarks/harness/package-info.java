/**
 * How Weir measures: interleaved rounds of a floor program and ours, open-loop load, the machine's
 * state beside every number (the rules are those of a fair benchmark: same bytes, same durability,
 * results verified before a number counts).
 *
 * <p>Depends on HdrHistogram and the JDK. Invariant: no number is printed without its spread.
 */
package io.weir.benchmarks.harness;

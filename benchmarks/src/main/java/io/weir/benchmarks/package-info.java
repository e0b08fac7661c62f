/**
 * Speed as ratios to floor programs: {@code ./weir bench <name>}.
 *
 * <p>Each goal has a floor that does the unavoidable work with no framework; the score is ours
 * divided by the floor in the same run on the same machine.
 */
package io.weir.benchmarks;

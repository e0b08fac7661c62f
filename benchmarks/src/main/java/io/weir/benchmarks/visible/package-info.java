/**
 * Goal G5: how long after a command its effect is seen in the query API, beside the bare steps of
 * the way: commit, topic, commit.
 *
 * <p>Starts the real command and projection services. Invariant: what is answered is at least as
 * new as the command.
 */
package io.weir.benchmarks.visible;

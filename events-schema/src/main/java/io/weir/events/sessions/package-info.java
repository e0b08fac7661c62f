/**
 * The events of session clusters: Flink clusters that run the jobs of several deployments and live
 * longer than each of them.
 *
 * <p>Depends on {@code io.weir.events}, {@code ..deployment} for where and why, and {@code ..spec}.
 * Invariant: every start has an incarnation of its own, one more than the last; what is reported of
 * an earlier one changes nothing.
 */
package io.weir.events.sessions;

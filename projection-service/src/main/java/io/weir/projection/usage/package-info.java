/**
 * How many CPU cores and how much memory each namespace used over time, from the jobs and session
 * clusters that the log knows.
 *
 * <p>Depends on {@code projection.jobs} and {@code projection.sessions} for reading. Invariant: the
 * report is a function of the log; asked again for a past period it is the same.
 */
package io.weir.projection.usage;

/**
 * How many CPU cores each namespace used over time, from the jobs that the log knows.
 *
 * <p>Depends on {@code projection.jobs} for reading. Invariant: the report is a function of the
 * log; asked again for a past period it is the same.
 */
package io.weir.projection.usage;

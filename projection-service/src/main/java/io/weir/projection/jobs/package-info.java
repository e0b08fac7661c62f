/**
 * The view of jobs: each run of a deployment with the spec it ran, the state it began from and why,
 * and how it ended.
 *
 * <p>Depends on events-schema and {@code projection.store}. Invariant: a job's spec snapshot and
 * restore decision never change after its first event.
 */
package io.weir.projection.jobs;

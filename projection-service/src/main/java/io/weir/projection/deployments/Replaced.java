package io.weir.projection.deployments;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A job that ran and that a transition puts another in the place of.
 *
 * @param jobId the job
 * @param downSince since when nothing runs: its savepoint was complete, it was told to end, or it
 *     died
 */
public record Replaced(UUID jobId, Instant downSince) {
  /** How long nothing ran until then; never negative, though clocks may disagree. */
  public Duration until(Instant startedAt) {
    Duration downtime = Duration.between(downSince, startedAt);
    return downtime.isNegative() ? Duration.ZERO : downtime;
  }
}

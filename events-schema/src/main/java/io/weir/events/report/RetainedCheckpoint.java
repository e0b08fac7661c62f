package io.weir.events.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A checkpoint that outlives its job.
 *
 * @param location where it is
 * @param completedAt when it was complete
 */
public record RetainedCheckpoint(String location, Instant completedAt) {
  public RetainedCheckpoint {
    completedAt = completedAt.truncatedTo(ChronoUnit.MICROS);
  }
}

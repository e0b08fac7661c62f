package io.weir.events.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Which savepoint a copy points to, when it is one that Weir knows.
 *
 * @param deploymentId the deployment in whose catalogue it is
 * @param savepointId the savepoint
 * @param takenAt when the data was complete
 * @param sizeBytes its size, if known
 */
public record CopySource(
    UUID deploymentId, UUID savepointId, Instant takenAt, Optional<Long> sizeBytes) {
  public CopySource {
    takenAt = takenAt.truncatedTo(ChronoUnit.MICROS);
  }
}

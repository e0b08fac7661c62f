package io.weir.events.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * The savepoint is complete and may be restored from.
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint
 * @param location where Flink wrote it
 * @param sizeBytes its size, when Flink tells
 * @param completedAt when it was observed
 */
public record SavepointCompleted(
    UUID deploymentId,
    UUID savepointId,
    String location,
    Optional<Long> sizeBytes,
    Instant completedAt)
    implements DeploymentEvent {
  public SavepointCompleted {
    completedAt = completedAt.truncatedTo(ChronoUnit.MICROS);
  }
}

package io.weir.events.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The job ended and Flink kept its last checkpoint.
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint
 * @param jobId the job
 * @param location where it is
 * @param completedAt when the checkpoint was complete
 */
public record RetainedCheckpointFound(
    UUID deploymentId, UUID savepointId, UUID jobId, String location, Instant completedAt)
    implements DeploymentEvent {
  public RetainedCheckpointFound {
    completedAt = completedAt.truncatedTo(ChronoUnit.MICROS);
  }
}

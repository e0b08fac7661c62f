package io.weir.events.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Intent: the job is to end.
 *
 * @param deploymentId the deployment
 * @param transitionId the transition
 * @param jobId the job
 * @param mode how
 * @param savepointId the completed savepoint, after one
 * @param deadline the executor reports failure when the job has not ended by then
 */
public record JobStopRequested(
    UUID deploymentId,
    UUID transitionId,
    UUID jobId,
    StopMode mode,
    Optional<UUID> savepointId,
    Instant deadline)
    implements DeploymentEvent {
  public JobStopRequested {
    deadline = deadline.truncatedTo(ChronoUnit.MICROS);
  }
}

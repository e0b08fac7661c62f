package io.weir.events.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * The job did not come to RUNNING.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param failure why
 * @param attempt which attempt this was
 * @param maxAttempts of how many
 * @param retryAt when the next attempt may begin; absent: there is none
 */
public record JobStartFailed(
    UUID deploymentId,
    UUID jobId,
    Failure failure,
    int attempt,
    int maxAttempts,
    Optional<Instant> retryAt)
    implements DeploymentEvent {
  public JobStartFailed {
    retryAt = retryAt.map(at -> at.truncatedTo(ChronoUnit.MICROS));
  }
}

package io.weir.events.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * The savepoint will never be complete.
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint
 * @param failure why
 * @param attempt which attempt this was
 * @param maxAttempts of how many
 * @param retryAt when the next attempt may begin; absent: there is none
 */
public record SavepointFailed(
    UUID deploymentId,
    UUID savepointId,
    Failure failure,
    int attempt,
    int maxAttempts,
    Optional<Instant> retryAt)
    implements DeploymentEvent {
  public SavepointFailed {
    retryAt = retryAt.map(at -> at.truncatedTo(ChronoUnit.MICROS));
  }
}

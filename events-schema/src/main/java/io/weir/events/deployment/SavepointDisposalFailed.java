package io.weir.events.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * The savepoint's data could not be removed. It may be incomplete and is not restored from.
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint
 * @param failure why
 * @param attempt which attempt it was, from 1
 * @param retryAt when the next one begins, which is asked for next; absent: none can succeed
 */
public record SavepointDisposalFailed(
    UUID deploymentId, UUID savepointId, Failure failure, int attempt, Optional<Instant> retryAt)
    implements DeploymentEvent {
  public SavepointDisposalFailed {
    retryAt = retryAt.map(at -> at.truncatedTo(ChronoUnit.MICROS));
  }
}

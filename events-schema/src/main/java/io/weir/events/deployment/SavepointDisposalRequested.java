package io.weir.events.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Intent: a savepoint's data is to be removed. Nobody else refers to it, and nobody can begin to.
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint
 * @param location where the data is
 * @param deadline the executor reports failure when it is not gone by then
 */
public record SavepointDisposalRequested(
    UUID deploymentId, UUID savepointId, String location, Instant deadline)
    implements DeploymentEvent {
  public SavepointDisposalRequested {
    deadline = deadline.truncatedTo(ChronoUnit.MICROS);
  }
}

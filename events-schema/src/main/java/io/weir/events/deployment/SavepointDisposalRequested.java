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
 * @param attempt which attempt to remove it, from 1; after a failure the next is asked for at once
 * @param notBefore nothing is done earlier; up to then its data is as the last attempt left it
 * @param deadline the executor reports failure when it is not gone by then
 */
public record SavepointDisposalRequested(
    UUID deploymentId,
    UUID savepointId,
    String location,
    int attempt,
    Instant notBefore,
    Instant deadline)
    implements DeploymentEvent {
  public SavepointDisposalRequested {
    notBefore = notBefore.truncatedTo(ChronoUnit.MICROS);
    deadline = deadline.truncatedTo(ChronoUnit.MICROS);
  }
}

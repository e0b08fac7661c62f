package io.weir.events.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Nothing answers for the job's cluster. Unknown is not failed: Weir waits.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param since the last time it answered
 * @param detail what was tried and what came back
 */
public record ClusterUnreachable(UUID deploymentId, UUID jobId, Instant since, String detail)
    implements DeploymentEvent {
  public ClusterUnreachable {
    since = since.truncatedTo(ChronoUnit.MICROS);
  }
}

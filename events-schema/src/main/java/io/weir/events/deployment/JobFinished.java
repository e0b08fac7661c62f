package io.weir.events.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A finite job ended by itself.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param finishedAt when it was observed
 */
public record JobFinished(UUID deploymentId, UUID jobId, Instant finishedAt)
    implements DeploymentEvent {
  public JobFinished {
    finishedAt = finishedAt.truncatedTo(ChronoUnit.MICROS);
  }
}

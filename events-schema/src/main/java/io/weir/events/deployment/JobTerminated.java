package io.weir.events.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The job ended because Weir asked for it.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param finalStatus what Flink says
 * @param terminatedAt when it was observed
 */
public record JobTerminated(
    UUID deploymentId, UUID jobId, FinalStatus finalStatus, Instant terminatedAt)
    implements DeploymentEvent {
  public JobTerminated {
    terminatedAt = terminatedAt.truncatedTo(ChronoUnit.MICROS);
  }
}

package io.weir.events.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Flink reports RUNNING.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param startedAt when it was observed
 * @param restoredFrom the location that Flink says it restored from
 */
public record JobStarted(
    UUID deploymentId, UUID jobId, Instant startedAt, Optional<String> restoredFrom)
    implements DeploymentEvent {
  public JobStarted {
    startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
  }
}

package io.weir.events.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Nothing answers for the job's cluster.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param since the last time it answered
 * @param detail what was tried and what came back
 */
public record ClusterLost(UUID deploymentId, UUID jobId, Instant since, String detail)
    implements JobReport {
  public ClusterLost {
    since = since.truncatedTo(ChronoUnit.MICROS);
  }
}

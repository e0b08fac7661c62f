package io.weir.events.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Intent: every object of this job's cluster is to go.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param clusterName the cluster
 * @param kubernetesNamespace where it is
 * @param attempt 1 and up
 * @param deadline the executor reports what remains when not all is gone by then
 */
public record ClusterTeardownRequested(
    UUID deploymentId,
    UUID jobId,
    String clusterName,
    String kubernetesNamespace,
    int attempt,
    Instant deadline)
    implements DeploymentEvent {
  public ClusterTeardownRequested {
    deadline = deadline.truncatedTo(ChronoUnit.MICROS);
  }
}

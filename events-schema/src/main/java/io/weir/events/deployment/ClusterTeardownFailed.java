package io.weir.events.deployment;

import java.util.List;
import java.util.UUID;

/**
 * Objects remain after the deadline.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param remaining kind and name of each
 * @param failure why
 * @param attempt which attempt this was
 */
public record ClusterTeardownFailed(
    UUID deploymentId, UUID jobId, List<String> remaining, Failure failure, int attempt)
    implements DeploymentEvent {
  public ClusterTeardownFailed {
    remaining = List.copyOf(remaining);
  }
}

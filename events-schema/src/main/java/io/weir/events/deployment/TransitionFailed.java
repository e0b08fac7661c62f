package io.weir.events.deployment;

import java.util.List;
import java.util.UUID;

/**
 * The transition gave up; the deployment is FAILED.
 *
 * @param deploymentId the deployment
 * @param transitionId the transition
 * @param failure why
 * @param causes the failures of the attempts, oldest first
 */
public record TransitionFailed(
    UUID deploymentId, UUID transitionId, Failure failure, List<Failure> causes)
    implements DeploymentEvent {
  public TransitionFailed {
    causes = List.copyOf(causes);
  }
}

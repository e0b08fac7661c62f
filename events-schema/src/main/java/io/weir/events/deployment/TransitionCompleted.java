package io.weir.events.deployment;

import java.util.UUID;

/**
 * The transition reached its end; the deployment is in this state.
 *
 * @param deploymentId the deployment
 * @param transitionId the transition
 * @param state CANCELLED, RUNNING, SUSPENDED or FINISHED
 */
public record TransitionCompleted(UUID deploymentId, UUID transitionId, ActualState state)
    implements DeploymentEvent {}

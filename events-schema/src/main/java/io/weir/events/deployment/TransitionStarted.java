package io.weir.events.deployment;

import io.weir.events.spec.DesiredState;
import io.weir.events.spec.UpgradeStrategy;
import java.util.Optional;
import java.util.UUID;

/**
 * Reality differs from the wish: Weir begins to move.
 *
 * @param deploymentId the deployment
 * @param transitionId the transition
 * @param from the state before
 * @param target the state to reach
 * @param cause why
 * @param generation the generation of the spec that it serves
 * @param upgradeStrategy how a running job is replaced, if it is; a rollback and a restart may do
 *     it otherwise than the spec says
 * @param rollback the rollback that replaces the running job
 */
public record TransitionStarted(
    UUID deploymentId,
    UUID transitionId,
    ActualState from,
    DesiredState target,
    TransitionCause cause,
    long generation,
    Optional<UpgradeStrategy.Kind> upgradeStrategy,
    Optional<Rollback> rollback)
    implements DeploymentEvent {}

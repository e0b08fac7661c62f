package io.weir.events.deployment;

import io.weir.events.spec.DesiredState;
import java.util.UUID;

/**
 * A running transition was turned to CANCELLED, the only turn that loses nothing (lifecycle.md "A
 * wish that changes mid-transition").
 *
 * @param deploymentId the deployment
 * @param transitionId the transition
 * @param abandoned the target given up
 * @param target the target from now on
 * @param generation the generation of the spec that it serves from now on
 */
public record TransitionRedirected(
    UUID deploymentId,
    UUID transitionId,
    DesiredState abandoned,
    DesiredState target,
    long generation)
    implements DeploymentEvent {}

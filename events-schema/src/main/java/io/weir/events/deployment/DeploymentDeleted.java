package io.weir.events.deployment;

import java.util.UUID;

/**
 * The deployment is gone for clients; its history stays (architecture.md rule 6).
 *
 * @param deploymentId the deployment
 */
public record DeploymentDeleted(UUID deploymentId) implements DeploymentEvent {}

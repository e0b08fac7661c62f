package io.weir.events.deployment;

import java.util.UUID;

/**
 * The deployment is back for clients, under its old id and name, as it was when it was deleted.
 *
 * @param deploymentId the deployment
 */
public record DeploymentUndeleted(UUID deploymentId) implements DeploymentEvent {}

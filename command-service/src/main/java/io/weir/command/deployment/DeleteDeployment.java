package io.weir.command.deployment;

import java.util.UUID;

/**
 * A user wants a deployment gone; its history stays.
 *
 * @param deploymentId the deployment
 */
public record DeleteDeployment(UUID deploymentId) implements DeploymentCommand {}

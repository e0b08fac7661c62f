package io.weir.command.deployment;

import java.util.UUID;

/**
 * A user wants a deleted deployment back.
 *
 * @param deploymentId the deployment
 */
public record UndeleteDeployment(UUID deploymentId) implements DeploymentCommand {}

package io.weir.command.deployment;

import java.util.UUID;

/**
 * A user wants a savepoint of the running job, which goes on.
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint, minted by the caller
 */
public record TriggerSavepoint(UUID deploymentId, UUID savepointId) implements DeploymentCommand {}

package io.weir.command.deployment;

import java.util.UUID;

/**
 * A savepoint need not stay any more.
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint
 */
public record UnpinSavepoint(UUID deploymentId, UUID savepointId) implements DeploymentCommand {}

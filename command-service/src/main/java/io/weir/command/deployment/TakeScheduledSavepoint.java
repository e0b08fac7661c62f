package io.weir.command.deployment;

import java.util.UUID;

/**
 * The schedule is looked at: when a savepoint is due and can be taken, it is.
 *
 * @param deploymentId the deployment
 */
public record TakeScheduledSavepoint(UUID deploymentId) implements DeploymentCommand {}

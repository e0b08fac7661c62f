package io.weir.command.deployment;

import java.util.UUID;

/**
 * A user wants what is to be RUNNING to begin anew, without a change of its spec.
 *
 * @param deploymentId the deployment
 * @param emptyStartConfirmed whether the job may begin empty although the last one had state
 */
public record RestartDeployment(UUID deploymentId, boolean emptyStartConfirmed)
    implements DeploymentCommand {}

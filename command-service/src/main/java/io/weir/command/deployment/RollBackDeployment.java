package io.weir.command.deployment;

import io.weir.events.deployment.RollbackRestore;
import java.util.Optional;
import java.util.UUID;

/**
 * A user wants the deployment to run again what one of its earlier jobs ran.
 *
 * @param deploymentId the deployment
 * @param jobId that job
 * @param restore from which state
 * @param past what that job ran; absent: the deployment never had it
 */
public record RollBackDeployment(
    UUID deploymentId, UUID jobId, RollbackRestore restore, Optional<RanJob> past)
    implements DeploymentCommand {}

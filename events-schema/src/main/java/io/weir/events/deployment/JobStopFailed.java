package io.weir.events.deployment;

import java.util.UUID;

/**
 * The job could not be ended.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param failure why
 */
public record JobStopFailed(UUID deploymentId, UUID jobId, Failure failure)
    implements DeploymentEvent {}

package io.weir.events.deployment;

import java.util.UUID;

/**
 * A job that had started died for good.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param failure why; rootCause is what the healing budget counts by
 * @param sameCauseCount how often this root cause came since the last change of the spec
 */
public record JobFailed(UUID deploymentId, UUID jobId, Failure failure, int sameCauseCount)
    implements DeploymentEvent {}

package io.weir.events.report;

import io.weir.events.deployment.Failure;
import java.util.UUID;

/**
 * The job did not come to RUNNING and will not.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param failure why
 */
public record StartFailed(UUID deploymentId, UUID jobId, Failure failure) implements JobReport {}

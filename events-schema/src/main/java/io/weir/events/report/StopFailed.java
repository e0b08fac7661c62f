package io.weir.events.report;

import io.weir.events.deployment.Failure;
import java.util.UUID;

/**
 * The job has not ended by the deadline of its stop.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param failure why
 */
public record StopFailed(UUID deploymentId, UUID jobId, Failure failure) implements JobReport {}

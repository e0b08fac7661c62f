package io.weir.events.report;

import java.util.UUID;

/**
 * Flink knows the job.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 */
public record JobAppeared(UUID deploymentId, UUID jobId) implements JobReport {}

package io.weir.events.report;

import java.util.UUID;

/**
 * Every vertex of the job runs with the parallelism that was asked for.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param generation the generation that asked for it
 */
public record RescaleApplied(UUID deploymentId, UUID jobId, long generation) implements JobReport {}

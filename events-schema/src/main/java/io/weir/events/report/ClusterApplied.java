package io.weir.events.report;

import java.util.UUID;

/**
 * Every object of the job's cluster was applied.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 */
public record ClusterApplied(UUID deploymentId, UUID jobId) implements JobReport {}

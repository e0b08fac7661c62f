package io.weir.events.report;

import java.util.UUID;

/**
 * The cluster answers again.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 */
public record ClusterFound(UUID deploymentId, UUID jobId) implements JobReport {}

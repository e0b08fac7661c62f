package io.weir.events.report;

import java.util.UUID;

/**
 * Nothing of the job's cluster is left.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 */
public record ClusterGone(UUID deploymentId, UUID jobId) implements JobReport {}

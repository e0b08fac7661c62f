package io.weir.events.report;

import java.util.UUID;

/**
 * The JobManager answers.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 */
public record ClusterReady(UUID deploymentId, UUID jobId) implements JobReport {}

package io.weir.events.deployment;

import java.util.UUID;

/**
 * The JobManager answers.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 */
public record ClusterBecameReady(UUID deploymentId, UUID jobId) implements DeploymentEvent {}

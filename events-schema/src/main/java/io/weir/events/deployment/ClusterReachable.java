package io.weir.events.deployment;

import java.util.UUID;

/**
 * The cluster answers again.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 */
public record ClusterReachable(UUID deploymentId, UUID jobId) implements DeploymentEvent {}

package io.weir.events.deployment;

import java.util.UUID;

/**
 * The objects of the job's cluster are in Kubernetes.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 */
public record ClusterResourcesApplied(UUID deploymentId, UUID jobId) implements DeploymentEvent {}

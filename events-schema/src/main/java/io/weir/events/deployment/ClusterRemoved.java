package io.weir.events.deployment;

import java.util.UUID;

/**
 * Nothing of the job's cluster is left.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param clusterName the cluster
 */
public record ClusterRemoved(UUID deploymentId, UUID jobId, String clusterName)
    implements DeploymentEvent {}

package io.weir.events.deployment;

import java.util.UUID;

/**
 * The running job has the parallelism that was asked for; it runs this generation now.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param generation the generation of the spec that asked for it
 * @param parallelism of every vertex, as far as its maximum allows
 * @param numberOfTaskManagers how many TaskManagers the job has
 */
public record JobRescaled(
    UUID deploymentId, UUID jobId, long generation, int parallelism, int numberOfTaskManagers)
    implements DeploymentEvent {}

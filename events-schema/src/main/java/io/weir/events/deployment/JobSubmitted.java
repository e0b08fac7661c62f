package io.weir.events.deployment;

import java.util.UUID;

/**
 * Flink knows the job.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 */
public record JobSubmitted(UUID deploymentId, UUID jobId) implements DeploymentEvent {}

package io.weir.events.deployment;

import java.util.UUID;

/**
 * Somebody else changed an object of the cluster, and the executor put it back.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param resource kind and name
 * @param detail what had been changed
 */
public record ForeignChangeReverted(UUID deploymentId, UUID jobId, String resource, String detail)
    implements DeploymentEvent {}

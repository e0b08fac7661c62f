package io.weir.events.deployment;

import java.util.UUID;

/**
 * Flink accepted the trigger.
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint
 */
public record SavepointTriggered(UUID deploymentId, UUID savepointId) implements DeploymentEvent {}

package io.weir.events.deployment;

import java.util.UUID;

/**
 * The savepoint may be deleted again.
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint
 */
public record SavepointUnpinned(UUID deploymentId, UUID savepointId) implements DeploymentEvent {}

package io.weir.events.deployment;

import java.util.UUID;

/**
 * The savepoint is no longer in the catalogue.
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint
 * @param data what became of its data
 */
public record SavepointDisposed(UUID deploymentId, UUID savepointId, DataFate data)
    implements DeploymentEvent {}

package io.weir.events.deployment;

import java.util.UUID;

/**
 * The removal of a savepoint's data is under way: from now on it may be incomplete.
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint
 */
public record SavepointDisposalStarted(UUID deploymentId, UUID savepointId)
    implements DeploymentEvent {}

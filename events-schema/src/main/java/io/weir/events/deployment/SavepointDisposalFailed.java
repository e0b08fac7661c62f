package io.weir.events.deployment;

import java.util.UUID;

/**
 * The savepoint's data could not be removed. It may be incomplete and is not restored from.
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint
 * @param failure why
 */
public record SavepointDisposalFailed(UUID deploymentId, UUID savepointId, Failure failure)
    implements DeploymentEvent {}

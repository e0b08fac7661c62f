package io.weir.events.deployment;

import java.util.Optional;
import java.util.UUID;

/**
 * The savepoint and its data stay until it is unpinned.
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint
 * @param reason why, in the user's words
 */
public record SavepointPinned(UUID deploymentId, UUID savepointId, Optional<String> reason)
    implements DeploymentEvent {}

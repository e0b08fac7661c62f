package io.weir.command.deployment;

import java.util.Optional;
import java.util.UUID;

/**
 * A user wants a savepoint to stay.
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint
 * @param reason why
 */
public record PinSavepoint(UUID deploymentId, UUID savepointId, Optional<String> reason)
    implements DeploymentCommand {}

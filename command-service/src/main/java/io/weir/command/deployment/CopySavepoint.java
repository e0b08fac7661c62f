package io.weir.command.deployment;

import java.util.Optional;
import java.util.UUID;

/**
 * A user points at savepoint data that exists; it is the newest restore point from then on (reset,
 * fork, import).
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint, minted by the caller
 * @param location where the data is
 * @param flinkSavepointId Flink's own id, when the source carries one
 */
public record CopySavepoint(
    UUID deploymentId, UUID savepointId, String location, Optional<String> flinkSavepointId)
    implements DeploymentCommand {}

package io.weir.command.deployment;

import io.weir.events.deployment.CopySource;
import java.util.Optional;
import java.util.UUID;

/**
 * A user points at savepoint data that exists; it is the newest restore point from then on (reset,
 * fork, import).
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint, minted by the caller or chosen by the client
 * @param location where the data is
 * @param flinkSavepointId Flink's own id, when the client says it
 * @param source the savepoint that has this data, when Weir knows one
 * @param data what is known of the data, locked
 */
public record CopySavepoint(
    UUID deploymentId,
    UUID savepointId,
    String location,
    Optional<String> flinkSavepointId,
    Optional<CopySource> source,
    DataStanding data)
    implements DeploymentCommand {}

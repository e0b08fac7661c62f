package io.weir.events.deployment;

import java.util.Optional;
import java.util.UUID;

/**
 * A pointer to existing savepoint data was registered; it is complete at once and the newest from
 * now on: reset, fork, import.
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint
 * @param location where the data is
 * @param flinkSavepointId Flink's own id, when the source carries one
 * @param source the savepoint that was copied; absent: data that Weir does not know
 */
public record SavepointCopied(
    UUID deploymentId,
    UUID savepointId,
    String location,
    Optional<String> flinkSavepointId,
    Optional<CopySource> source)
    implements DeploymentEvent {}

package io.weir.command.deployment;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A user or a policy wants a savepoint gone, and its data when nobody else refers to it.
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint
 * @param force give up what only this deployment needs of it; leave its data to others who refer to
 *     it
 * @param expired only if the deployment is still deleted, since this moment; absent: in any case
 * @param data what is known of its data, locked; absent: it has none
 */
public record DeleteSavepoint(
    UUID deploymentId,
    UUID savepointId,
    boolean force,
    Optional<Instant> expired,
    Optional<DataStanding> data)
    implements DeploymentCommand {}

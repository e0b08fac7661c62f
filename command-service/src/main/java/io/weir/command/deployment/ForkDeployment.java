package io.weir.command.deployment;

import java.util.Optional;
import java.util.UUID;

/**
 * A user wants a new deployment like one that exists.
 *
 * @param deploymentId the new deployment, minted by the caller
 * @param name its name
 * @param displayName its display name; absent: {@code Fork of <name>}
 * @param source the deployment as it is
 * @param from the savepoint that the fork begins from; absent: without state
 */
public record ForkDeployment(
    UUID deploymentId,
    String name,
    Optional<String> displayName,
    DeploymentState source,
    Optional<From> from)
    implements DeploymentCommand {
  /**
   * A savepoint of the source.
   *
   * @param savepointId the savepoint in the source's catalogue
   * @param copyId the fork's own pointer to the same data, minted by the caller
   * @param data what is known of the data, locked; absent: the savepoint has none
   */
  public record From(UUID savepointId, UUID copyId, Optional<DataStanding> data) {}
}

package io.weir.command.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * Which deployment has which name. A name is taken from the registration until the deployment is
 * deleted and nothing of its cluster is left.
 */
public final class DeploymentNames {
  private final StoreTransactions transactions;

  public DeploymentNames(StoreTransactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Takes the name; false when another deployment has it. Waits for a transaction that takes it.
   */
  public boolean take(String namespace, String name, UUID deploymentId) {
    try (PreparedStatement insert =
        transactions
            .current()
            .connection()
            .prepareStatement(
                "insert into deployment_name (namespace, name, deployment_id) values (?, ?, ?) on"
                    + " conflict (namespace, name) do nothing")) {
      insert.setString(1, namespace);
      insert.setString(2, name);
      insert.setObject(3, deploymentId);
      return insert.executeUpdate() == 1;
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("take the name " + name, failure);
    }
  }

  /** Takes the name, which this deployment may still have; false when another deployment has it. */
  public boolean takeAgain(String namespace, String name, UUID deploymentId) {
    return take(namespace, name, deploymentId)
        || find(namespace, name).filter(deploymentId::equals).isPresent();
  }

  /** Frees the name of a deployment. */
  public void free(UUID deploymentId) {
    try (PreparedStatement delete =
        transactions
            .current()
            .connection()
            .prepareStatement("delete from deployment_name where deployment_id = ?")) {
      delete.setObject(1, deploymentId);
      delete.executeUpdate();
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("free the name of " + deploymentId, failure);
    }
  }

  /** The deployment with this name. */
  public Optional<UUID> find(String namespace, String name) {
    try (PreparedStatement select =
        transactions
            .current()
            .connection()
            .prepareStatement(
                "select deployment_id from deployment_name where namespace = ? and name = ?")) {
      select.setString(1, namespace);
      select.setString(2, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
      }
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("find the name " + name, failure);
    }
  }
}

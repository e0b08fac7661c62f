package io.weir.command.store;

import io.weir.command.deployment.DataStanding;
import io.weir.command.deployment.DataStanding.Reference;
import io.weir.events.deployment.DataFate;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.RetainedCheckpointFound;
import io.weir.events.deployment.SavepointCompleted;
import io.weir.events.deployment.SavepointCopied;
import io.weir.events.deployment.SavepointDisposalRequested;
import io.weir.events.deployment.SavepointDisposed;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.deployment.StateLocation;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which savepoint belongs to whom, and who refers to which data, across deployments (docs/adr/014).
 * Kept in the transaction of the events; so it is neither behind nor ahead of them.
 */
public final class SavepointIndex {
  private final StoreTransactions transactions;

  public SavepointIndex(StoreTransactions transactions) {
    this.transactions = transactions;
  }

  /** The deployment in whose catalogue the savepoint is or was. */
  public Optional<UUID> deploymentOf(UUID savepointId) {
    try (PreparedStatement select =
        prepare("select deployment_id from savepoint where savepoint_id = ?")) {
      select.setObject(1, savepointId);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
      }
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("find the savepoint " + savepointId, failure);
    }
  }

  /**
   * What is known of the data at a location. Until the transaction ends nobody else gets an answer
   * about it.
   *
   * @param location in any spelling
   */
  public DataStanding lock(String location) {
    String canonical = StateLocation.canonical(location);
    try {
      while (true) {
        update(
            "insert into state_data (location, written_by_weir) values (?, false) on conflict"
                + " (location) do nothing",
            canonical);
        Optional<DataStanding> standing = locked(canonical);
        // Gone: its removal was recorded while this transaction waited for the lock.
        if (standing.isPresent()) return standing.get();
      }
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("lock the data at " + canonical, failure);
    }
  }

  private Optional<DataStanding> locked(String canonical) throws SQLException {
    try (PreparedStatement select =
        prepare("select written_by_weir, doomed from state_data where location = ? for update")) {
      select.setString(1, canonical);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new DataStanding(
                    canonical, row.getBoolean(1), row.getBoolean(2), references(canonical)))
            : Optional.empty();
      }
    }
  }

  /** Read after the lock: what was committed before it was granted is seen. */
  private List<Reference> references(String canonical) throws SQLException {
    try (PreparedStatement select =
        prepare(
            "select deployment_id, savepoint_id from savepoint where location = ? order by"
                + " savepoint_id")) {
      select.setString(1, canonical);
      List<Reference> references = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next())
          references.add(
              new Reference(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)));
      }
      return references;
    }
  }

  /** Follows an event that was appended in this transaction. */
  void follow(DeploymentEvent event) throws SQLException {
    switch (event) {
      case SavepointRequested e ->
          update(
              "insert into savepoint (savepoint_id, deployment_id) values (?, ?)",
              e.savepointId(),
              e.deploymentId());
      case SavepointCompleted e -> {
        String location = StateLocation.canonical(e.location());
        update(
            "update savepoint set location = ? where savepoint_id = ?", location, e.savepointId());
        written(location);
      }
      case RetainedCheckpointFound e -> {
        String location = StateLocation.canonical(e.location());
        pointer(e.savepointId(), e.deploymentId(), location);
        written(location);
      }
      case SavepointCopied e -> {
        String location = StateLocation.canonical(e.location());
        pointer(e.savepointId(), e.deploymentId(), location);
      }
      case SavepointDisposalRequested e ->
          update(
              "update state_data set doomed = true where location = ?",
              StateLocation.canonical(e.location()));
      case SavepointDisposed e -> disposed(e);
      // The rest says nothing of where data is.
      default -> {}
    }
  }

  /** A place where nothing is left may be written again; one that is half removed stays doomed. */
  private void disposed(SavepointDisposed e) throws SQLException {
    if (e.data() == DataFate.REMOVED || e.data() == DataFate.NOT_FOUND)
      update(
          "delete from state_data where location = (select location from savepoint where"
              + " savepoint_id = ?)",
          e.savepointId());
    update("update savepoint set location = null where savepoint_id = ?", e.savepointId());
  }

  private void pointer(UUID savepointId, UUID deploymentId, String location) throws SQLException {
    update(
        "insert into savepoint (savepoint_id, deployment_id, location) values (?, ?, ?)",
        savepointId,
        deploymentId,
        location);
  }

  private void written(String location) throws SQLException {
    update(
        "insert into state_data (location, written_by_weir) values (?, true) on conflict (location)"
            + " do update set written_by_weir = true",
        location);
  }

  private void update(String sql, Object... values) throws SQLException {
    try (PreparedStatement update = prepare(sql)) {
      for (int i = 0; i < values.length; i++) update.setObject(i + 1, values[i]);
      update.executeUpdate();
    }
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    return transactions.current().connection().prepareStatement(sql);
  }
}

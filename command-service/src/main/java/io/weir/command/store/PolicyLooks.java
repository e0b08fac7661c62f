package io.weir.command.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** When each deployment's savepoint policy is to be looked at. */
public final class PolicyLooks {
  private final StoreTransactions transactions;

  public PolicyLooks(StoreTransactions transactions) {
    this.transactions = transactions;
  }

  /** The deployments that are due, longest first. */
  public List<UUID> due(Instant now, int limit) {
    try (PreparedStatement select =
        prepare(
            "select deployment_id from policy_look where due_at <= ? order by due_at limit ?")) {
      select.setObject(1, time(now));
      select.setInt(2, limit);
      List<UUID> due = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) due.add(rows.getObject(1, UUID.class));
      }
      return due;
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("find the policies that are due", failure);
    }
  }

  /** Nobody else says when the deployment is due until the transaction ends. */
  public void lock(UUID deploymentId) {
    try (PreparedStatement select =
        prepare("select due_at from policy_look where deployment_id = ? for update")) {
      select.setObject(1, deploymentId);
      select.executeQuery().close();
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("lock the policy of " + deploymentId, failure);
    }
  }

  /** Says when the deployment is due next; absent: never. */
  public void next(UUID deploymentId, Optional<Instant> at) {
    String sql =
        at.isEmpty()
            ? "delete from policy_look where deployment_id = ?"
            : "insert into policy_look as l (deployment_id, due_at) values (?, ?) on conflict"
                + " (deployment_id) do update set due_at = excluded.due_at where l.due_at <>"
                + " excluded.due_at";
    try (PreparedStatement update = prepare(sql)) {
      update.setObject(1, deploymentId);
      if (at.isPresent()) update.setObject(2, time(at.get()));
      update.executeUpdate();
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("note when " + deploymentId + " is due", failure);
    }
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    return transactions.current().connection().prepareStatement(sql);
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}

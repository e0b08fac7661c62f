package io.weir.command.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What refers to what: a deployment to its target. Lives as long as the names of both; the database
 * refuses to free a name that is still referred to.
 */
public final class ResourceReferences {
  private final StoreTransactions transactions;

  public ResourceReferences(StoreTransactions transactions) {
    this.transactions = transactions;
  }

  /**
   * What refers to something.
   *
   * @param kind its kind, as the store names it
   * @param name its name
   */
  public record Referrer(String kind, String name) {}

  /** From now on the referrer refers to this alone, or to nothing. */
  public void set(UUID referrer, Optional<UUID> referred) {
    try (PreparedStatement delete =
        prepare(
            "delete from resource_reference where referrer = ? and referred is distinct from ?")) {
      delete.setObject(1, referrer);
      delete.setObject(2, referred.orElse(null));
      delete.executeUpdate();
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("end the reference of " + referrer, failure);
    }
    if (referred.isPresent()) add(referrer, referred.get());
  }

  private void add(UUID referrer, UUID referred) {
    try (PreparedStatement insert =
        prepare(
            "insert into resource_reference (referrer, referred) values (?, ?)"
                + " on conflict do nothing")) {
      insert.setObject(1, referrer);
      insert.setObject(2, referred);
      insert.executeUpdate();
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("refer to " + referred, failure);
    }
  }

  /** What refers to this, by kind and name. */
  public List<Referrer> to(UUID referred) {
    try (PreparedStatement select =
        prepare(
            "select kind, name from resource_name join resource_reference on referrer = id"
                + " where referred = ? order by kind, name collate \"C\"")) {
      select.setObject(1, referred);
      List<Referrer> referrers = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) referrers.add(new Referrer(rows.getString(1), rows.getString(2)));
      }
      return referrers;
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("find what refers to " + referred, failure);
    }
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    return transactions.current().connection().prepareStatement(sql);
  }
}

package io.weir.command.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What refers to what: a deployment to its target or its session cluster. Lives as long as the
 * names of both; the database refuses to free a name that is still referred to.
 */
public final class ResourceReferences {
  private static final String SET =
      """
      with wanted as (select ?::uuid as referrer, ?::uuid[] as referred),
           ended as (
             delete from resource_reference r using wanted w
              where r.referrer = w.referrer and r.referred <> all (w.referred))
      insert into resource_reference (referrer, referred)
      select referrer, unnest(referred) from wanted on conflict do nothing
      """;

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

  /** From now on the referrer refers to these and to nothing else. */
  public void set(UUID referrer, Set<UUID> referred) {
    try (PreparedStatement statement = prepare(SET)) {
      statement.setObject(1, referrer);
      statement.setArray(2, statement.getConnection().createArrayOf("uuid", referred.toArray()));
      statement.executeUpdate();
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("set what " + referrer + " refers to", failure);
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

package io.weir.command.store;

import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.RefusedCommandException;
import io.weir.command.plain.Address;
import io.weir.events.AggregateKind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which name belongs to what, by kind and namespace. A name is taken from the registration until
 * nothing is left of what has it: a deployment's until its cluster is gone.
 */
public final class ResourceNames {
  private static final int REMEMBERED = 10_000;

  private final StoreTransactions transactions;
  private final Map<Name, UUID> foundLast =
      Collections.synchronizedMap(new RecentlyUsed<>(REMEMBERED));

  public ResourceNames(StoreTransactions transactions) {
    this.transactions = transactions;
  }

  private record Name(AggregateKind kind, Address address) {}

  /**
   * What has a name.
   *
   * @param kind its kind
   * @param name its name
   * @param id its id
   */
  public record Entry(AggregateKind kind, String name, UUID id) {}

  /**
   * Takes the name; false when another has it. Waits for a transaction that takes it, and for one
   * that closes the namespace.
   *
   * @throws RefusedCommandException when there is no such namespace, or it takes nothing new
   */
  public boolean take(AggregateKind kind, Address address, UUID id) {
    if (kind != AggregateKind.NAMESPACE) enter(address.namespace());
    try (PreparedStatement insert =
        prepare(
            "insert into resource_name (kind, namespace, name, id) values (?, ?, ?, ?)"
                + " on conflict (kind, namespace, name) do nothing")) {
      insert.setString(1, kind.stored());
      insert.setString(2, address.namespace());
      insert.setString(3, address.name());
      insert.setObject(4, id);
      boolean taken = insert.executeUpdate() == 1;
      if (taken) foundLast.put(new Name(kind, address), id);
      return taken;
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("take the name " + address.name(), failure);
    }
  }

  /** Takes the name, which this may still have; false when another has it. */
  public boolean takeAgain(AggregateKind kind, Address address, UUID id) {
    return take(kind, address, id) || find(kind, address).filter(id::equals).isPresent();
  }

  /** Whether there is such a thing still; if so, nobody deletes it until the transaction ends. */
  public boolean keep(UUID id) {
    try (PreparedStatement select =
        prepare("select from resource_name where id = ? for key share")) {
      select.setObject(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("keep " + id, failure);
    }
  }

  /** Frees the name, and with it what its owner refers to. */
  public void free(UUID id) {
    try (PreparedStatement delete = prepare("delete from resource_name where id = ?")) {
      delete.setObject(1, id);
      delete.executeUpdate();
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("free the name of " + id, failure);
    }
  }

  /**
   * What has this name. Without a database, what had it when it was looked up last: a name stays
   * with its owner until that is deleted, so who finds that it is not deleted has found the right
   * one.
   */
  public Optional<UUID> find(AggregateKind kind, Address address) {
    Name name = new Name(kind, address);
    if (transactions.current().inMemory())
      return Optional.of(
          Optional.ofNullable(foundLast.get(name))
              .orElseThrow(() -> new NotInMemoryException("the name " + address.name())));
    Optional<UUID> found = find(kind, address, "");
    found.ifPresent(id -> foundLast.put(name, id));
    return found;
  }

  /**
   * What has this name, and keeps it until the transaction ends: others may find it as well, and
   * nobody deletes it.
   */
  public Optional<UUID> findToReferTo(AggregateKind kind, Address address) {
    return find(kind, address, " for key share");
  }

  /** What has this name, for this transaction alone: nobody else begins to refer to it. */
  public Optional<UUID> findToDelete(AggregateKind kind, Address address) {
    return find(kind, address, " for update");
  }

  private Optional<UUID> find(AggregateKind kind, Address address, String lock) {
    try (PreparedStatement select =
        prepare(
            "select id from resource_name where kind = ? and namespace = ? and name = ?" + lock)) {
      select.setString(1, kind.stored());
      select.setString(2, address.namespace());
      select.setString(3, address.name());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
      }
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("find the name " + address.name(), failure);
    }
  }

  /** The names that are taken in a namespace, in order. */
  public List<String> names(AggregateKind kind, String namespace) {
    try (PreparedStatement select =
        prepare(
            "select name from resource_name where kind = ? and namespace = ?"
                + " order by name collate \"C\"")) {
      select.setString(1, kind.stored());
      select.setString(2, namespace);
      List<String> names = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) names.add(rows.getString(1));
      }
      return names;
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("list the names of " + namespace, failure);
    }
  }

  /** From now on nothing takes a name in this namespace. */
  public void close(UUID namespaceId) {
    try (PreparedStatement update =
        prepare("update resource_name set closed = true where id = ?")) {
      update.setObject(1, namespaceId);
      update.executeUpdate();
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("close a namespace", failure);
    }
  }

  /** The namespaces that are closed. */
  public List<Entry> closed() {
    return entries("closed and kind = ?", AggregateKind.NAMESPACE.stored());
  }

  /** What has a name in the namespace, but for itself. */
  public List<Entry> contentOf(String namespace) {
    return entries(
        "namespace = ? and kind <> '" + AggregateKind.NAMESPACE.stored() + "'", namespace);
  }

  private List<Entry> entries(String condition, String argument) {
    try (PreparedStatement select =
        prepare(
            "select kind, name, id from resource_name where "
                + condition
                + " order by kind, name collate \"C\"")) {
      select.setString(1, argument);
      List<Entry> entries = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next())
          entries.add(
              new Entry(
                  AggregateKind.stored(rows.getString("kind")).orElseThrow(),
                  rows.getString("name"),
                  rows.getObject("id", UUID.class)));
      }
      return entries;
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("list names", failure);
    }
  }

  /** Keeps the namespace as it is until the transaction ends. */
  private void enter(String namespace) {
    try (PreparedStatement select =
        prepare(
            "select closed from resource_name where kind = ? and namespace = ? and name = ? for key"
                + " share")) {
      select.setString(1, AggregateKind.NAMESPACE.stored());
      select.setString(2, namespace);
      select.setString(3, namespace);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next())
          throw new RefusedCommandException(
              RefusalCode.UNKNOWN_NAMESPACE,
              "There is no namespace '" + namespace + "'",
              List.of());
        if (row.getBoolean("closed"))
          throw new RefusedCommandException(
              RefusalCode.NAMESPACE_TERMINATING,
              "The namespace " + namespace + " is being deleted and takes nothing new",
              List.of());
      }
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("enter the namespace " + namespace, failure);
    }
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    return transactions.current().connection().prepareStatement(sql);
  }
}

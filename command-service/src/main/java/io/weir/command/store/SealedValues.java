package io.weir.command.store;

import io.weir.command.seal.Sealed;
import io.weir.command.seal.SealedName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The current values of secrets, sealed; older ones are overwritten and deleted ones are gone. */
public final class SealedValues {
  private static final String COLUMNS =
      "select secret_id, namespace, name, version, key_id, nonce, ciphertext from sealed_value";

  private final StoreTransactions transactions;

  public SealedValues(StoreTransactions transactions) {
    this.transactions = transactions;
  }

  /**
   * One stored value.
   *
   * @param secretId the secret value that it belongs to
   * @param name what it is sealed for
   * @param sealed itself
   */
  public record Entry(UUID secretId, SealedName name, Sealed sealed) {}

  /** Stores it in place of what was there. */
  public void put(Entry entry) {
    try (PreparedStatement upsert =
        prepare(
            "insert into sealed_value (secret_id, namespace, name, version, key_id, nonce, ciphertext)"
                + " values (?, ?, ?, ?, ?, ?, ?) on conflict (secret_id) do update set version ="
                + " excluded.version, key_id = excluded.key_id, nonce = excluded.nonce, ciphertext ="
                + " excluded.ciphertext")) {
      upsert.setObject(1, entry.secretId());
      upsert.setString(2, entry.name().namespace());
      upsert.setString(3, entry.name().name());
      upsert.setLong(4, entry.name().version());
      upsert.setString(5, entry.sealed().keyId());
      upsert.setBytes(6, entry.sealed().nonce());
      upsert.setBytes(7, entry.sealed().ciphertext());
      upsert.executeUpdate();
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("store a sealed value", failure);
    }
  }

  /** Destroys it. */
  public void destroy(UUID secretId) {
    try (PreparedStatement delete = prepare("delete from sealed_value where secret_id = ?")) {
      delete.setObject(1, secretId);
      delete.executeUpdate();
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("destroy a sealed value", failure);
    }
  }

  public Optional<Entry> find(UUID secretId) {
    try (PreparedStatement select = prepare(COLUMNS + " where secret_id = ?")) {
      select.setObject(1, secretId);
      return read(select).stream().findFirst();
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("read a sealed value", failure);
    }
  }

  /** All of them, locked against whoever would change one meanwhile. */
  public List<Entry> allToSealAnew() {
    try (PreparedStatement select = prepare(COLUMNS + " order by secret_id for update")) {
      return read(select);
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("read the sealed values", failure);
    }
  }

  private static List<Entry> read(PreparedStatement select) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next())
        entries.add(
            new Entry(
                row.getObject("secret_id", UUID.class),
                new SealedName(
                    row.getString("namespace"), row.getString("name"), row.getLong("version")),
                new Sealed(
                    row.getString("key_id"), row.getBytes("nonce"), row.getBytes("ciphertext"))));
    }
    return entries;
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    return transactions.current().connection().prepareStatement(sql);
  }
}

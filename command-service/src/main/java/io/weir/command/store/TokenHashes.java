package io.weir.command.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** What proves API tokens. */
public final class TokenHashes {
  private final StoreTransactions transactions;

  public TokenHashes(StoreTransactions transactions) {
    this.transactions = transactions;
  }

  public void put(UUID tokenId, byte[] hash) {
    try (PreparedStatement insert =
        prepare("insert into api_token_hash (token_id, hash) values (?, ?)")) {
      insert.setObject(1, tokenId);
      insert.setBytes(2, hash);
      insert.executeUpdate();
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("store the hash of a token", failure);
    }
  }

  /** From now on nothing proves the token. */
  public void destroy(UUID tokenId) {
    try (PreparedStatement delete = prepare("delete from api_token_hash where token_id = ?")) {
      delete.setObject(1, tokenId);
      delete.executeUpdate();
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("destroy the hash of a token", failure);
    }
  }

  public Optional<byte[]> find(UUID tokenId) {
    try (PreparedStatement select = prepare("select hash from api_token_hash where token_id = ?")) {
      select.setObject(1, tokenId);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("find the hash of a token", failure);
    }
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    return transactions.current().connection().prepareStatement(sql);
  }
}

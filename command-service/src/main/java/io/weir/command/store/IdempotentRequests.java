package io.weir.command.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

/** Requests that carry an Idempotency-Key and what they were answered. */
public final class IdempotentRequests {
  private final StoreTransactions transactions;

  public IdempotentRequests(StoreTransactions transactions) {
    this.transactions = transactions;
  }

  /** Whether a request is new. */
  public sealed interface Claim {
    /** Nobody sent it before. */
    record Fresh() implements Claim {}

    /**
     * It was answered before.
     *
     * @param answer as it was stored
     */
    record Repeat(byte[] answer) implements Claim {}

    /** The key was used for another request. */
    record Reused() implements Claim {}
  }

  /**
   * Claims the key in the open transaction. Waits for a transaction that claims the same key.
   *
   * @param fingerprint the same for the same request
   */
  public Claim claim(String key, byte[] fingerprint) {
    try (PreparedStatement insert =
        transactions
            .current()
            .connection()
            .prepareStatement(
                "insert into idempotent_request (key, fingerprint) values (?, ?) on conflict (key) do"
                    + " nothing")) {
      insert.setString(1, key);
      insert.setBytes(2, fingerprint);
      if (insert.executeUpdate() == 1) return new Claim.Fresh();
      return earlier(key, fingerprint)
          .orElseThrow(
              () -> new IllegalStateException("Expected the key " + key + ", but it is gone"));
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("claim an idempotency key", failure);
    }
  }

  /** Stores the answer to the request that this transaction claimed. */
  public void answered(String key, byte[] answer) {
    try (PreparedStatement update =
        transactions
            .current()
            .connection()
            .prepareStatement("update idempotent_request set answer = ? where key = ?")) {
      update.setBytes(1, answer);
      update.setString(2, key);
      update.executeUpdate();
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("store an answer", failure);
    }
  }

  /**
   * Forgets requests that were first sent before a time; returns how many.
   *
   * @param atMost so many, the oldest
   */
  public int forgetBefore(Instant time, int atMost) {
    try (PreparedStatement delete =
        transactions
            .current()
            .connection()
            .prepareStatement(
                """
                delete from idempotent_request where key in (
                  select key from idempotent_request where created_at < ?
                  order by created_at limit ? for update skip locked)
                """)) {
      delete.setObject(1, time.atOffset(ZoneOffset.UTC));
      delete.setInt(2, atMost);
      return delete.executeUpdate();
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("forget old idempotency keys", failure);
    }
  }

  private Optional<Claim> earlier(String key, byte[] fingerprint) throws SQLException {
    try (PreparedStatement select =
        transactions
            .current()
            .connection()
            .prepareStatement("select fingerprint, answer from idempotent_request where key = ?")) {
      select.setString(1, key);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) return Optional.empty();
        return Optional.of(
            Arrays.equals(row.getBytes(1), fingerprint)
                ? new Claim.Repeat(row.getBytes(2))
                : new Claim.Reused());
      }
    }
  }
}

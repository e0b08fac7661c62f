package io.weir.command.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What must hold before the first command is taken: the promises rest on it, and a wrong setting
 * would be noticed only after a crash (reliability-performance.md 1.2).
 */
public final class StoreChecks {
  /** As {@code server_version_num} counts. */
  private static final int OLDEST = 170_000;

  private StoreChecks() {}

  /**
   * Checks the database and that transactions are real.
   *
   * @throws IllegalStateException when one does not hold; the message says what to set
   */
  public static void require(StoreTransactions transactions) {
    List<String> faults = new ArrayList<>();
    transactions.inTransaction(
        () -> {
          Connection connection = transactions.current().connection();
          setting(connection, "fsync", "on", faults);
          setting(connection, "full_page_writes", "on", faults);
          setting(connection, "synchronous_commit", "on", faults);
          sequenceCache(connection, faults);
          version(text(connection, "select current_setting('server_version_num')"))
              .ifPresent(faults::add);
          return null;
        });
    if (!rollsBack(transactions))
      faults.add("a row that was rolled back is still there: transactions are not real");
    if (!faults.isEmpty())
      throw new IllegalStateException(
          "Expected a durable event store, but " + String.join("; ", faults));
  }

  private static void setting(
      Connection connection, String name, String wanted, List<String> faults) {
    String value = text(connection, "select current_setting('" + name + "')");
    if (!wanted.equals(value))
      faults.add("PostgreSQL's " + name + " is " + value + ": set it to " + wanted);
  }

  /** Before 17 a frozen client could hold an unfinished group, and the relay with it, for ever. */
  static Optional<String> version(String number) {
    return Integer.parseInt(number) >= OLDEST
        ? Optional.empty()
        : Optional.of(
            "PostgreSQL is %d: use 17 or newer, which limit how long a transaction may take"
                .formatted(Integer.parseInt(number) / 10_000));
  }

  /** A cache of more than 1 breaks the order within an aggregate. */
  private static void sequenceCache(Connection connection, List<String> faults) {
    String cache =
        text(
            connection,
            "select cache_size::text from pg_sequences where schemaname = current_schema() and"
                + " sequencename = 'domain_event_global_index_seq'");
    if (!"1".equals(cache))
      faults.add("the cache of domain_event's sequence is " + cache + ": alter it to cache 1");
  }

  private static boolean rollsBack(StoreTransactions transactions) {
    String probe = "start-up-probe";
    try {
      transactions.inTransaction(
          () -> {
            new IdempotentRequests(transactions).claim(probe, new byte[0]);
            throw new RolledBackOnPurpose();
          });
    } catch (RolledBackOnPurpose expected) {
      return transactions.inTransaction(
          () ->
              text(
                      transactions.current().connection(),
                      "select count(*)::text from idempotent_request where key = '" + probe + "'")
                  .equals("0"));
    }
    return false;
  }

  private static String text(Connection connection, String query) {
    try (PreparedStatement select = connection.prepareStatement(query);
        ResultSet row = select.executeQuery()) {
      return row.next() ? row.getString(1) : "missing";
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("check the event store", failure);
    }
  }

  private static final class RolledBackOnPurpose extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}

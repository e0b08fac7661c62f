package io.weir.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.embedded.junit.DatabaseExtension;
import io.weir.eventlog.EventStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/** The properties of {@code event_log.sql} that the relay and the command service rest on. */
class StoreSchemaTest {
  private static final UUID A = new UUID(7, 1);

  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private EventStore store;

  @BeforeEach
  void emptyStore() {
    store = new EventStore(DATABASE.freshDatabase());
  }

  @Test
  void drawsIndexesOneByOneSoThatTheirOrderIsTheOrderOfDrawing() throws Exception {
    assertThat(value("select cache_size || ' ' || increment_by || ' ' || cycle from pg_sequences"))
        .isEqualTo("1 1 false");
  }

  @Test
  void givesATransactionItsIdBeforeItDrawsAnIndex() throws Exception {
    // A default is computed with the row, as the index is: it shows whether there is an id by then.
    execute(
        "alter table domain_event add column id_at_draw text default pg_current_xact_id_if_assigned()::text");
    store.append(A, 0);
    assertThat(value("select id_at_draw from domain_event")).isNotNull();

    execute("alter table domain_event disable trigger domain_event_before_insert");
    store.append(A, 1);
    assertThat(value("select id_at_draw from domain_event where sequence = 1"))
        .as("without the trigger the id comes later: this test can fail")
        .isNull();
  }

  @Test
  void judgesConcurrentAppendsByTheAggregatesSequence() {
    store.append(A, 0);
    assertThatThrownBy(() -> store.append(A, 0))
        .rootCause()
        .isInstanceOfSatisfying(
            PSQLException.class,
            refusal -> {
              assertThat(refusal.getSQLState()).isEqualTo("23505");
              assertThat(refusal.getServerErrorMessage().getConstraint())
                  .isEqualTo("domain_event_aggregate_sequence");
            });
  }

  @Test
  void refusesWhatTheRelayCouldNotSend() throws Exception {
    String namespace = "{\"namespace\":\"default\"}";
    try (Connection connection = store.connect()) {
      assertThatThrownBy(() -> EventStore.insert(connection, A, 0, "x".repeat(1 << 20), namespace))
          .hasMessageContaining("domain_event_fits_the_topic");
      assertThatThrownBy(() -> EventStore.insert(connection, A, 0, "{}", "{}"))
          .hasMessageContaining("domain_event_names_its_namespace");
      assertThatThrownBy(() -> EventStore.insert(connection, A, 0, "{}", "no json"))
          .hasMessageContaining("invalid input syntax for type json");
      assertThatThrownBy(() -> EventStore.insert(connection, A, -1, "{}", namespace))
          .hasMessageContaining("domain_event_sequence_check");
    }
  }

  @Test
  void refusesAnIndexOfOnesOwn() {
    assertThatThrownBy(() -> execute("insert into domain_event (global_index) values (5)"))
        .hasMessageContaining("GENERATED ALWAYS");
  }

  @Test
  void notifiesOnlyARelayThatWaits() throws Exception {
    try (Connection listener = store.connect();
        Connection leader = store.connect()) {
      listener.createStatement().execute("listen domain_event");
      RelayPosition position = RelayPosition.claim(leader, "relay", "one");
      store.append(A, 0);
      assertThat(listener.unwrap(PGConnection.class).getNotifications(200)).isNullOrEmpty();

      position.beginToWait();
      store.append(A, 1);
      assertThat(listener.unwrap(PGConnection.class).getNotifications(10_000)).hasSize(1);

      position.advance(2);
      store.append(A, 2);
      assertThat(listener.unwrap(PGConnection.class).getNotifications(200)).isNullOrEmpty();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = store.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String value(String sql) throws SQLException {
    try (Connection connection = store.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}

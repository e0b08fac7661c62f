package io.weir.command.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.command.store.TransactionFate.Fate;
import io.weir.command.store.TransactionFate.Proof;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What became of a transaction whose session may still be there (fault A3). */
class TransactionFateTest {
  @RegisterExtension static final StoreDatabase STORE = new StoreDatabase();

  @Test
  void endsASessionThatMightStillCommit() throws SQLException {
    try (Connection connection = named()) {
      connection.setAutoCommit(false);
      Proof proof = inserted(connection);

      assertThat(new TransactionFate(STORE.dataSource()).of(proof)).isEqualTo(Fate.ROLLED_BACK);

      assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void knowsWhatIsCommittedWhetherOrNotItsSessionIsThere() throws SQLException {
    Proof proof;
    try (Connection connection = named()) {
      proof = inserted(connection);
      assertThat(new TransactionFate(STORE.dataSource()).of(proof)).isEqualTo(Fate.COMMITTED);
    }
    assertThat(new TransactionFate(STORE.dataSource()).of(proof)).isEqualTo(Fate.COMMITTED);
  }

  @Test
  void endsNoOthersSessionAndSaysNothingOfOneWithoutAName() throws SQLException {
    try (Connection other = named();
        Connection unnamed = STORE.connection()) {
      Proof proof = inserted(unnamed);

      assertThat(new TransactionFate(STORE.dataSource()).of(proof)).isEqualTo(Fate.UNKNOWN);

      assertThat(unnamed.isValid(5)).isTrue();
      assertThat(other.isValid(5)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"08006, false", "57P01, false", "25P04, false", "57014, true", "53100, true"})
  void asksOnlyWhereTheServerMayHaveCommittedWithoutAnAnswer(String state, boolean answered) {
    assertThat(TransactionFate.isAnswered(new SQLException("", state))).isEqualTo(answered);
  }

  @Test
  void asksWhereThereIsNoStateAtAll() {
    assertThat(TransactionFate.isAnswered(new SQLException("gone"))).isFalse();
  }

  private static Connection named() throws SQLException {
    Connection connection = STORE.connection();
    try (Statement naming = connection.createStatement()) {
      naming.execute(Session.NAMING);
    }
    return connection;
  }

  private static Proof inserted(Connection connection) throws SQLException {
    EventRow event =
        StoreDatabase.row(
            UUID.randomUUID(), 0, "job.started", Instant.parse("2026-11-21T12:00:00Z"));
    EventRows.insert(connection, List.of(event));
    return new Proof(Session.of(connection), event.eventId());
  }
}

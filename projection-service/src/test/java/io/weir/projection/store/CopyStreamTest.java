package io.weir.projection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.embedded.junit.DatabaseExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is sent while more is made comes out as if it had been sent at once. */
class CopyStreamTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private static final CopyTable<Long> NUMBERS =
      new CopyTable<>(
          "numbers",
          List.of(
              CopyColumn.bigint("number", number -> number),
              CopyColumn.text("filling", number -> "x".repeat(1_000))));

  private Connection connection;

  @BeforeEach
  void createTable() throws SQLException {
    connection = DATABASE.freshDatabase().dataSource().getConnection();
    execute("create table numbers (number bigint check (number <> 1313), filling text)");
    connection.setAutoCommit(false);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void addsEveryRowOnce() throws SQLException {
    try (CopyStream<Long> stream = stream()) {
      fill(stream, 0, 1_000);
      stream.end();
    }
    assertThat(numbers()).isEqualTo("1000 499500");
  }

  @Test
  void letsTheConnectionBeAskedBetweenAnEndAndTheNextRow() throws SQLException {
    try (CopyStream<Long> stream = stream()) {
      fill(stream, 0, 500);
      stream.end();
      assertThat(numbers()).isEqualTo("500 124750");
      fill(stream, 500, 1_000);
      stream.end();
    }
    assertThat(numbers()).isEqualTo("1000 499500");
  }

  @Test
  void sendsNothingForAFewRowsBeforeTheEnd() throws SQLException {
    try (CopyStream<Long> stream = stream()) {
      fill(stream, 0, 10);
      assertThat(numbers()).as("the connection is free").isEqualTo("0 0");
      stream.end();
      stream.end();
    }
    assertThat(numbers()).isEqualTo("10 45");
  }

  @Test
  void leavesNothingWithoutAnEnd() throws SQLException {
    try (CopyStream<Long> stream = stream()) {
      fill(stream, 0, 1_000);
    }
    connection.rollback();
    assertThat(numbers()).as("the connection is good for more").isEqualTo("0 0");
  }

  @Test
  void tellsWhatTheDatabaseRefused() throws SQLException {
    assertThatThrownBy(
            () -> {
              try (CopyStream<Long> stream = stream()) {
                fill(stream, 1_000, 2_000);
                stream.end();
              }
            })
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("numbers_number_check");
    connection.rollback();
    assertThat(numbers()).as("the connection is good for more").isEqualTo("0 0");
  }

  private CopyStream<Long> stream() {
    return new CopyStream<>(NUMBERS, connection, "public", 1_000);
  }

  private static void fill(CopyStream<Long> stream, long from, long to) throws SQLException {
    for (long number = from; number < to; number++) {
      stream.add(number);
      stream.send();
    }
  }

  private String numbers() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) || ' ' || coalesce(sum(number), 0) from numbers")) {
      row.next();
      return row.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

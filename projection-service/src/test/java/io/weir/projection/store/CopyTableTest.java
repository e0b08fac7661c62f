package io.weir.projection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.embedded.junit.DatabaseExtension;
import io.weir.events.wire.JsonText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Any value that is copied in comes out again. */
class CopyTableTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private record Row(
      UUID id,
      Optional<UUID> other,
      long number,
      boolean even,
      String text,
      Optional<String> more,
      Optional<JsonText> json,
      Instant at) {}

  private static final CopyTable<Row> ROWS =
      new CopyTable<>(
          "rows",
          List.of(
              CopyColumn.uuid("id", Row::id),
              CopyColumn.optionalUuid("other", Row::other),
              CopyColumn.bigint("number", Row::number),
              CopyColumn.bool("even", Row::even),
              CopyColumn.text("text", Row::text),
              CopyColumn.optionalText("more", Row::more),
              CopyColumn.optionalJson("json", Row::json),
              CopyColumn.timestamp("at", Row::at)));
  private static final UUID ID = UUID.fromString("f8c3de3d-1fea-4d7c-a8b0-29f63c4c3454");
  private static final Instant AT = Instant.parse("2026-11-21T05:06:07.123456Z");

  private Connection connection;

  @BeforeEach
  void createTable() throws SQLException {
    connection = DATABASE.freshDatabase().dataSource().getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table rows (ordinal int generated always as identity, id uuid not null, other uuid,
            number bigint not null check (number <> 13), even boolean not null, text text not null, more text, json text, at timestamptz not null)
          """);
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void keepsEveryKindOfValue() throws SQLException {
    List<Row> rows =
        List.of(
            new Row(ID, Optional.empty(), 0, true, "", Optional.empty(), Optional.empty(), AT),
            new Row(
                new UUID(0, 0),
                Optional.of(ID),
                Long.MIN_VALUE,
                false,
                "a",
                Optional.of(""),
                Optional.of(JsonText.of("{\"\u00e4\":\"\\u0000\"}")),
                AT),
            row(
                Long.MAX_VALUE,
                "a\tb\nc\rd\\e \\N \\.",
                Instant.parse("1999-12-31T23:59:59.999999Z")),
            row(-1, "\u00e4\u20ac\ud83d\ude00\\".repeat(5_000), Instant.EPOCH),
            row(1, "ends in \n", Instant.parse("2000-01-01T00:00:00Z")));
    ROWS.append(connection, "public", rows);
    assertThat(read()).isEqualTo(rows);
  }

  @Test
  void replacesTheCharacterThatPostgresCannotHold() throws SQLException {
    ROWS.append(connection, "public", List.of(row(1, "a\0b", AT)));
    assertThat(read()).extracting(Row::text).containsExactly("a\uFFFDb");
  }

  @Test
  void takesMoreThanAMessageHolds() throws SQLException {
    List<Row> rows =
        IntStream.range(100, 3_000)
            .mapToObj(number -> row(number, "x".repeat(number), AT))
            .toList();
    ROWS.append(connection, "public", rows);
    assertThat(read()).isEqualTo(rows);
  }

  @Test
  void addsAllOrNone() throws SQLException {
    List<Row> rows = Stream.of(12L, 13L, 14L).map(number -> row(number, "x", AT)).toList();
    assertThatThrownBy(() -> ROWS.append(connection, "public", rows))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("rows_number_check");
    ROWS.append(connection, "public", rows.subList(0, 1));
    assertThat(read()).as("the connection is good for more").hasSize(1);
  }

  private static Row row(long number, String text, Instant at) {
    return new Row(
        ID,
        Optional.of(ID),
        number,
        number % 2 == 0,
        text,
        Optional.of(text),
        Optional.of(JsonText.of("[" + number + "]")),
        at);
  }

  private List<Row> read() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select * from rows order by ordinal")) {
      List<Row> read = new ArrayList<>();
      while (row.next())
        read.add(
            new Row(
                row.getObject("id", UUID.class),
                Optional.ofNullable(row.getObject("other", UUID.class)),
                row.getLong("number"),
                row.getBoolean("even"),
                row.getString("text"),
                Optional.ofNullable(row.getString("more")),
                Optional.ofNullable(row.getString("json")).map(JsonText::of),
                row.getObject("at", OffsetDateTime.class).toInstant()));
      return read;
    }
  }
}

package io.weir.projection.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.embedded.junit.DatabaseExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Any text that is copied in comes out again. */
class CopyTableTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private static final CopyTable<String> TEXTS =
      new CopyTable<>("texts", List.of(new Column<>("value", "text", text -> text)));

  @Test
  void keepsWhatCopyWouldTakeForItsOwn() throws SQLException {
    List<String> texts =
        Arrays.asList(
            "plain",
            "",
            null,
            "\\",
            "\\N",
            "\\.",
            "a\tb\nc\rd\\e",
            "\t\t",
            "ends in \n",
            "\u00e4\u20ac\ud83d\ude00\\");

    assertThat(copied(texts)).isEqualTo(texts);
  }

  @Test
  void replacesTheCharacterThatPostgresCannotHold() throws SQLException {
    assertThat(copied(List.of("a\0b"))).containsExactly("a\uFFFDb");
  }

  private static List<String> copied(List<String> texts) throws SQLException {
    try (Connection connection = DATABASE.freshDatabase().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table texts (row int generated always as identity, value text)");
      TEXTS.append(connection, "public", texts);
      List<String> read = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery("select value from texts order by row")) {
        while (rows.next()) read.add(rows.getString(1));
      }
      return read;
    }
  }
}

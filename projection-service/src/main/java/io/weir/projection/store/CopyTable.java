package io.weir.projection.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * A table that is only ever added to. What is added twice is refused by the table's key, so the
 * caller must know what is there already.
 *
 * @param <R> the row
 */
public final class CopyTable<R> {
  private final String name;
  private final List<Column<R>> columns;

  public CopyTable(String name, List<Column<R>> columns) {
    this.name = name;
    this.columns = List.copyOf(columns);
  }

  public String name() {
    return name;
  }

  /** Adds the rows in one round trip. */
  public void append(Connection connection, String schema, List<R> rows) throws SQLException {
    if (rows.isEmpty()) return;
    StringBuilder text = new StringBuilder(rows.size() * 256);
    for (R row : rows) line(text, row);
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    String sql = "copy %s.%s (%s) from stdin".formatted(schema, name, names);
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(sql, new ByteArrayInputStream(bytes), 1 << 16);
    } catch (IOException impossible) {
      throw new SQLException("Expected to read bytes in memory, but " + impossible, impossible);
    }
  }

  private void line(StringBuilder text, R row) {
    for (int c = 0; c < columns.size(); c++) {
      if (c > 0) text.append('\t');
      escape(text, columns.get(c).text().apply(row));
    }
    text.append('\n');
  }

  /** PostgreSQL's text format of COPY. */
  private static void escape(StringBuilder text, String value) {
    if (value == null) {
      text.append("\\N");
      return;
    }
    int written = 0;
    for (int i = 0; i < value.length(); i++) {
      String escaped = escaped(value.charAt(i));
      if (escaped == null) continue;
      text.append(value, written, i).append(escaped);
      written = i + 1;
    }
    text.append(value, written, value.length());
  }

  /** What stands for a character that cannot stand for itself; null for all others. */
  private static String escaped(char c) {
    return switch (c) {
      case '\\' -> "\\\\";
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      // PostgreSQL's text cannot hold it.
      case '\0' -> "\uFFFD";
      default -> null;
    };
  }
}

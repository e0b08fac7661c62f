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
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        // PostgreSQL's text cannot hold it.
        case '\0' -> text.append('\uFFFD');
        default -> text.append(c);
      }
    }
  }
}

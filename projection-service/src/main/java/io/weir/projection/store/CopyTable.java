package io.weir.projection.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A table that is only ever added to. What is added twice is refused by the table's key, so the
 * caller must know what is there already.
 *
 * @param <R> the row
 */
public final class CopyTable<R> {
  /** Small enough to stay in the processor's cache and to be collected like any other object. */
  private static final int CHUNK = 1 << 16;

  private final String name;
  private final List<CopyColumn<R>> columns;
  private final String names;

  public CopyTable(String name, List<CopyColumn<R>> columns) {
    this.name = name;
    this.columns = List.copyOf(columns);
    this.names = columns.stream().map(CopyColumn::name).collect(Collectors.joining(", "));
  }

  public String name() {
    return name;
  }

  /** Adds the rows in one statement. */
  public void append(Connection connection, String schema, Collection<R> rows) throws SQLException {
    if (rows.isEmpty()) return;
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy %s.%s (%s) from stdin (format binary)".formatted(schema, name, names));
    try {
      CopyBuffer buffer = new CopyBuffer(CHUNK);
      for (R row : rows) {
        buffer.beginRow(columns.size());
        for (CopyColumn<R> column : columns) column.cell().write(buffer, row);
        if (buffer.length() >= CHUNK) flush(buffer, copy);
      }
      buffer.end();
      flush(buffer, copy);
      copy.endCopy();
    } finally {
      if (copy.isActive()) copy.cancelCopy();
    }
  }

  private static void flush(CopyBuffer rows, CopyIn copy) throws SQLException {
    copy.writeToCopy(rows.bytes(), 0, rows.length());
    rows.clear();
  }
}

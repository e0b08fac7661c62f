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

  List<CopyColumn<R>> columns() {
    return columns;
  }

  /** Adds the rows in one statement. */
  public void append(Connection connection, String schema, Collection<R> rows) throws SQLException {
    CopyRows<R> encoded = new CopyRows<>(this, rows.size());
    rows.forEach(encoded::add);
    encoded.write(connection, schema);
  }

  /** Adds pieces of rows in COPY's binary format in one statement. */
  void append(Connection connection, String schema, List<CopyBuffer> pieces) throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy %s.%s (%s) from stdin (format binary)".formatted(schema, name, names));
    try {
      for (CopyBuffer piece : pieces) copy.writeToCopy(piece.bytes(), 0, piece.length());
      copy.endCopy();
    } finally {
      if (copy.isActive()) copy.cancelCopy();
    }
  }
}

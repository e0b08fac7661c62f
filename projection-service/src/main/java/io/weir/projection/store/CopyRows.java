package io.weir.projection.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that are to be added to a table, kept as the bytes that the database takes: a row's object
 * lives no longer than it takes to encode it. Of one thread.
 *
 * @param <R> the row
 */
public final class CopyRows<R> {
  /** Small enough to be collected like any other object. */
  private static final int PIECE = 1 << 16;

  /** Room for the row that makes a piece full. */
  private static final int ROOM = PIECE + (1 << 13);

  /** For a row of ordinary size. */
  private static final int ROOM_OF_A_ROW = 1 << 9;

  private final CopyTable<R> table;
  private final List<CopyColumn<R>> columns;
  private final List<CopyBuffer> pieces = new ArrayList<>();
  private final int firstRoom;
  private CopyBuffer last;

  /**
   * @param expected about how many rows will be added
   */
  public CopyRows(CopyTable<R> table, int expected) {
    this.table = table;
    this.firstRoom = (int) Math.min(ROOM, (long) ROOM_OF_A_ROW * (expected + 1));
    this.columns = table.columns();
  }

  /** Adds a row. */
  public void add(R row) {
    if (last == null || last.length() >= PIECE) {
      last = pieces.isEmpty() ? CopyBuffer.first(firstRoom) : CopyBuffer.further(ROOM);
      pieces.add(last);
    }
    last.beginRow(columns.size());
    for (int i = 0; i < columns.size(); i++) columns.get(i).cell().write(last, row);
  }

  /** Adds the rows to the table in one statement; does nothing when there are none. */
  public void write(Connection connection, String schema) throws SQLException {
    if (last == null) return;
    last.end();
    table.append(connection, schema, pieces);
  }
}

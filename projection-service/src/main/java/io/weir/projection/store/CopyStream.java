package io.weir.projection.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.copy.CopyIn;

/**
 * Rows that are added to a table while others are still being made: the database takes in what was
 * sent meanwhile. Of one thread and one transaction.
 *
 * @param <R> the row
 */
public final class CopyStream<R> implements AutoCloseable {
  private final CopyTable<R> table;
  private final Connection connection;
  private final String schema;
  private final CopyRows<R> rows;
  private CopyIn copy;

  /**
   * @param expected about how many rows will be added
   */
  public CopyStream(CopyTable<R> table, Connection connection, String schema, int expected) {
    this.table = table;
    this.connection = connection;
    this.schema = schema;
    this.rows = new CopyRows<>(table, expected);
  }

  /** Adds a row, which is not sent yet. */
  public void add(R row) {
    rows.add(row);
  }

  /**
   * Sends what is worth it. From then on until {@link #end} the connection can be asked nothing
   * else.
   */
  public void send() throws SQLException {
    write(rows.full());
  }

  /** Sends the rest; returns when the database has all of it. What is added next begins anew. */
  public void end() throws SQLException {
    write(rows.rest());
    if (copy == null) return;
    copy.endCopy();
    copy = null;
  }

  private void write(List<CopyBuffer> pieces) throws SQLException {
    if (pieces.isEmpty()) return;
    if (copy == null) copy = table.begin(connection, schema);
    for (CopyBuffer piece : pieces) copy.writeToCopy(piece.bytes(), 0, piece.length());
  }

  /** Without an {@link #end} what was sent is refused, and the transaction with it. */
  @Override
  public void close() throws SQLException {
    if (copy != null && copy.isActive()) copy.cancelCopy();
  }
}

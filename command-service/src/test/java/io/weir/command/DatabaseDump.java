package io.weir.command;

import io.weir.embedded.junit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Everything in a database as one text; bytes as text and as hexadecimal digits. */
final class DatabaseDump {
  private DatabaseDump() {}

  static String of(TestDatabase database) throws SQLException {
    StringBuilder dump = new StringBuilder();
    try (Connection connection = database.dataSource().getConnection()) {
      for (String table : tables(connection)) {
        dump.append("\n== ").append(table).append('\n');
        try (Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("select * from " + table)) {
          while (rows.next()) {
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++)
              append(dump, rows.getObject(column));
            dump.append('\n');
          }
        }
      }
    }
    return dump.toString();
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select quote_ident(table_schema) || '.' || quote_ident(table_name) from"
                    + " information_schema.tables where table_type = 'BASE TABLE' and table_schema"
                    + " not in ('pg_catalog', 'information_schema')")) {
      while (rows.next()) tables.add(rows.getString(1));
    }
    return tables;
  }

  private static void append(StringBuilder dump, Object value) {
    if (value instanceof byte[] bytes)
      dump.append(new String(bytes, StandardCharsets.UTF_8))
          .append(' ')
          .append(HexFormat.of().formatHex(bytes));
    else dump.append(value);
    dump.append('\t');
  }
}

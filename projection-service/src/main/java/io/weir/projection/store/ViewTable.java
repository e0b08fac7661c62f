package io.weir.projection.store;

import io.weir.events.wire.WireJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of a view that changes: one row per id, the whole view as JSON beside the columns that
 * queries select by.
 *
 * @param <V> the view
 */
public final class ViewTable<V> {
  private final String name;
  private final Class<V> type;
  private final Function<V, UUID> id;
  private final Function<V, Long> version;
  private final List<Column<V>> columns;
  private final CopyTable<V> added;

  /**
   * @param name the table
   * @param type the view's record
   * @param id the row's id
   * @param version what only ever grows for a row; an older one never overwrites a newer
   * @param selected the columns that queries select by
   */
  public ViewTable(
      String name,
      Class<V> type,
      Function<V, UUID> id,
      Function<V, Long> version,
      List<Column<V>> selected) {
    this.name = name;
    this.type = type;
    this.id = id;
    this.version = version;
    this.columns =
        Stream.of(
                Stream.of(Column.<V>uuid("id", id), Column.<V>bigint("version", version::apply)),
                selected.stream(),
                Stream.of(Column.<V>json("view", view -> view)))
            .flatMap(part -> part)
            .toList();
    this.added = new CopyTable<>(name, columns.stream().map(Column::copied).toList());
  }

  public String name() {
    return name;
  }

  /** What only ever grows for a row. */
  public long version(V view) {
    return version.apply(view);
  }

  /** The views of these ids, as far as there are rows. */
  public Map<UUID, V> load(Connection connection, String schema, Collection<UUID> ids)
      throws SQLException {
    Map<UUID, V> found = new HashMap<>();
    if (ids.isEmpty()) return found;
    String sql = "select view from %s.%s where id = any(?)".formatted(schema, name);
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          V view = WireJson.read(type, rows.getBytes(1));
          found.put(id.apply(view), view);
        }
      }
    }
    return found;
  }

  /** The view in a row's JSON. */
  public V read(String json) {
    return WireJson.mapper().readValue(json, type);
  }

  /** Adds the views, fast; the key refuses one that has a row already. */
  public void insert(Connection connection, String schema, Collection<V> views)
      throws SQLException {
    added.append(connection, schema, views);
  }

  /** Writes the views in one statement; a row that is newer already stays. */
  public void upsert(Connection connection, String schema, Collection<V> views)
      throws SQLException {
    if (views.isEmpty()) return;
    try (PreparedStatement upsert = connection.prepareStatement(upsertSql(schema))) {
      for (int c = 0; c < columns.size(); c++) {
        Column<V> column = columns.get(c);
        // An array of strings goes as it is; one of objects would be escaped, and JSON has many
        // quotes.
        String[] values = new String[views.size()];
        int row = 0;
        for (V view : views) values[row++] = column.text().apply(view);
        upsert.setArray(c + 1, connection.createArrayOf("text", values));
      }
      upsert.executeUpdate();
    }
  }

  private String upsertSql(String schema) {
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    String values =
        columns.stream()
            .map(c -> c.type().equals("text") ? c.name() : c.name() + "::" + c.type())
            .collect(Collectors.joining(", "));
    String arrays = columns.stream().map(c -> "?::text[]").collect(Collectors.joining(", "));
    String updates =
        columns.stream()
            .filter(c -> !c.name().equals("id"))
            .map(c -> c.name() + " = excluded." + c.name())
            .collect(Collectors.joining(", "));
    return """
        insert into %s.%s as present (%s) select %s from unnest(%s) as batch(%s)
        on conflict (id) do update set %s where present.version < excluded.version"""
        .formatted(schema, name, names, values, arrays, names, updates);
  }
}

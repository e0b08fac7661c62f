package io.weir.projection.plain;

import io.weir.projection.store.ViewTable;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads such views.
 *
 * @param <V> the view
 */
public final class PlainQueries<V extends PlainView> {
  private final JdbcClient jdbc;
  private final ViewTable<V> table;

  public PlainQueries(JdbcClient jdbc, ViewTable<V> table) {
    this.jdbc = jdbc;
    this.table = table;
  }

  /** Those of a namespace, by name. */
  public List<V> list(String namespace) {
    return read("where namespace = :namespace and not deleted", namespace, "");
  }

  /** Those of all namespaces, by namespace and name. */
  public List<V> all() {
    return read("where not deleted", "", "");
  }

  /** The one with this name. */
  public Optional<V> find(String namespace, String name) {
    return read("where namespace = :namespace and name = :name and not deleted", namespace, name)
        .stream()
        .findFirst();
  }

  private List<V> read(String where, String namespace, String name) {
    return jdbc
        .sql(
            "select view from projection."
                + table.name()
                + " "
                + where
                + " order by namespace collate \"C\", name collate \"C\"")
        .param("namespace", namespace)
        .param("name", name)
        .query(String.class)
        .list()
        .stream()
        .map(table::read)
        .toList();
  }
}

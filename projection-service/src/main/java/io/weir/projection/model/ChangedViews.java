package io.weir.projection.model;

import io.weir.projection.store.ViewTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The views of one table that a batch changed, each as it is now. Of one thread and one batch. */
final class ChangedViews<V> {
  /** A COPY takes two round trips; fewer rows than this go with the others in one. */
  private static final int WORTH_A_COPY = 8;

  private final Map<UUID, V> added = new LinkedHashMap<>();
  private final Map<UUID, V> changed = new LinkedHashMap<>();

  /**
   * Takes a view as it is now.
   *
   * @param isNew whether nothing was known of it; then it has no row
   */
  void put(UUID id, V view, boolean isNew) {
    if (isNew || added.containsKey(id)) added.put(id, view);
    else changed.put(id, view);
  }

  List<V> all() {
    List<V> all = new ArrayList<>(added.values());
    all.addAll(changed.values());
    return all;
  }

  /**
   * Writes all of them.
   *
   * @param copy whether rows without a predecessor may be copied in, which is fast and fails when
   *     there is one nevertheless; otherwise the newer version stays
   */
  void write(Connection connection, String schema, ViewTable<V> table, boolean copy)
      throws SQLException {
    if (!copy || added.size() < WORTH_A_COPY) {
      table.upsert(connection, schema, all());
    } else {
      table.insert(connection, schema, added.values());
      table.upsert(connection, schema, changed.values());
    }
  }
}

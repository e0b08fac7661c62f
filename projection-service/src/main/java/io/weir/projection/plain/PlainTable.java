package io.weir.projection.plain;

import io.weir.projection.store.Column;
import io.weir.projection.store.ViewTable;
import java.util.List;

/** The table of such views: one row each, deleted ones too. */
public final class PlainTable {
  private PlainTable() {}

  /**
   * The table.
   *
   * @param name as in model.sql
   */
  public static <V extends PlainView> ViewTable<V> of(String name, Class<V> type) {
    return new ViewTable<>(
        name,
        type,
        PlainView::id,
        PlainView::sequence,
        List.of(
            Column.text("namespace", PlainView::namespace),
            Column.text("name", PlainView::name),
            Column.bool("deleted", PlainView::deleted)));
  }
}

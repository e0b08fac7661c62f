package io.weir.projection.defaults;

import io.weir.projection.store.Column;
import io.weir.projection.store.ViewTable;
import java.util.List;

/** Where deployment defaults are kept. */
public final class DefaultsTable {
  /** One row per namespace that ever said something. */
  public static final ViewTable<DefaultsView> DEFAULTS =
      new ViewTable<>(
          "deployment_defaults",
          DefaultsView.class,
          DefaultsView::id,
          DefaultsView::sequence,
          List.of(Column.text("namespace", DefaultsView::namespace)));

  private DefaultsTable() {}
}

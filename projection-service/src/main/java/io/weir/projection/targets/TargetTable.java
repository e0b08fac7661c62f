package io.weir.projection.targets;

import io.weir.projection.store.Column;
import io.weir.projection.store.ViewTable;
import java.util.List;

/** Where deployment targets are kept. */
public final class TargetTable {
  /** One row per target, deleted ones too. */
  public static final ViewTable<TargetView> TARGETS =
      new ViewTable<>(
          "deployment_target",
          TargetView.class,
          TargetView::id,
          TargetView::sequence,
          List.of(
              new Column<>("namespace", "text", TargetView::namespace),
              new Column<>("name", "text", TargetView::name),
              new Column<>("deleted", "boolean", view -> Boolean.toString(view.deleted()))));

  private TargetTable() {}
}

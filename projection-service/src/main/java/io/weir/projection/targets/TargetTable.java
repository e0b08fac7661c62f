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
              Column.text("namespace", TargetView::namespace),
              Column.text("name", TargetView::name),
              Column.bool("deleted", TargetView::deleted)));

  private TargetTable() {}
}

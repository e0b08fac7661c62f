package io.weir.projection.savepoints;

import io.weir.projection.store.Column;
import io.weir.projection.store.ViewTable;
import java.util.List;

/** Where the savepoint catalogue is kept. */
public final class SavepointTable {
  /** One row per savepoint, failed ones too. */
  public static final ViewTable<SavepointView> SAVEPOINTS =
      new ViewTable<>(
          "savepoint",
          SavepointView.class,
          SavepointView::id,
          SavepointView::sequence,
          List.of(
              Column.text("namespace", SavepointView::namespace),
              Column.uuid("deployment_id", SavepointView::deploymentId),
              Column.optionalUuid("job_id", SavepointView::jobId),
              Column.optionalText("place", SavepointView::place),
              Column.bool("deleted", view -> view.state() == SavepointState.DELETED),
              Column.timestamp("created_at", SavepointView::createdAt)));

  private SavepointTable() {}
}

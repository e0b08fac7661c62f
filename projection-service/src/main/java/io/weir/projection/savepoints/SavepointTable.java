package io.weir.projection.savepoints;

import io.weir.projection.store.Column;
import io.weir.projection.store.ViewTable;
import java.util.List;
import java.util.UUID;

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
              new Column<>("namespace", "text", SavepointView::namespace),
              new Column<>("deployment_id", "uuid", view -> view.deploymentId().toString()),
              new Column<>("job_id", "uuid", view -> view.jobId().map(UUID::toString).orElse(null)),
              new Column<>("place", "text", view -> view.place().orElse(null)),
              new Column<>("deleted", "boolean", SavepointTable::deleted),
              new Column<>("created_at", "timestamptz", view -> view.createdAt().toString())));

  private SavepointTable() {}

  private static String deleted(SavepointView view) {
    return Boolean.toString(view.state() == SavepointState.DELETED);
  }
}

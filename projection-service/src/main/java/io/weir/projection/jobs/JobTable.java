package io.weir.projection.jobs;

import io.weir.projection.store.Column;
import io.weir.projection.store.ViewTable;
import java.util.List;

/** Where jobs are kept. */
public final class JobTable {
  /** One row per job, for ever. */
  public static final ViewTable<JobView> JOBS =
      new ViewTable<>(
          "job",
          JobView.class,
          JobView::id,
          JobView::sequence,
          List.of(
              new Column<>("namespace", "text", JobView::namespace),
              new Column<>("deployment_id", "uuid", view -> view.deploymentId().toString()),
              new Column<>("created_at", "timestamptz", view -> view.createdAt().toString())));

  private JobTable() {}
}

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
              Column.text("namespace", JobView::namespace),
              Column.uuid("deployment_id", JobView::deploymentId),
              Column.timestamp("created_at", JobView::createdAt)));

  private JobTable() {}
}

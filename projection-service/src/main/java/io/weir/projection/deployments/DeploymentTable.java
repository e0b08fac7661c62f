package io.weir.projection.deployments;

import io.weir.projection.store.Column;
import io.weir.projection.store.ViewTable;
import java.util.List;

/** Where deployments are kept. */
public final class DeploymentTable {
  /** One row per deployment, deleted ones too. */
  public static final ViewTable<DeploymentView> DEPLOYMENTS =
      new ViewTable<>(
          "deployment",
          DeploymentView.class,
          DeploymentView::id,
          DeploymentView::sequence,
          List.of(
              Column.text("namespace", DeploymentView::namespace),
              Column.text("name", DeploymentView::name),
              Column.bool("deleted", DeploymentView::deleted),
              Column.jsonb("labels", view -> view.description().labels())));

  private DeploymentTable() {}
}

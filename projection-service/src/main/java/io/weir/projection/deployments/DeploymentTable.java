package io.weir.projection.deployments;

import io.weir.events.wire.WireJson;
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
              new Column<>("namespace", "text", DeploymentView::namespace),
              new Column<>("name", "text", DeploymentView::name),
              new Column<>("deleted", "boolean", view -> Boolean.toString(view.deleted())),
              new Column<>(
                  "labels",
                  "jsonb",
                  view -> WireJson.mapper().writeValueAsString(view.description().labels()))));

  private DeploymentTable() {}
}

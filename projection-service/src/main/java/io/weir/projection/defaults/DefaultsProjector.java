package io.weir.projection.defaults;

import io.weir.events.WeirEvent;
import io.weir.events.defaults.DeploymentDefaultsEvent;
import io.weir.events.defaults.DeploymentDefaultsRevised;
import io.weir.events.wire.EventMetadata;
import java.util.Optional;

/** Folds the events of deployment defaults into their view. Pure. */
public final class DefaultsProjector {
  private DefaultsProjector() {}

  /** The view after the event, which is one of deployment defaults. */
  public static DefaultsView fold(
      Optional<DefaultsView> before, EventMetadata metadata, WeirEvent event) {
    return switch ((DeploymentDefaultsEvent) event) {
      case DeploymentDefaultsRevised e ->
          new DefaultsView(
              e.defaultsId(),
              e.namespace(),
              e.labels(),
              e.annotations(),
              e.spec(),
              before.map(DefaultsView::createdAt).orElse(metadata.time()),
              metadata.time(),
              metadata.sequence());
    };
  }
}

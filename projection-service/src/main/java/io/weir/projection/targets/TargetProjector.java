package io.weir.projection.targets;

import io.weir.events.WeirEvent;
import io.weir.events.targets.DeploymentTargetDeleted;
import io.weir.events.targets.DeploymentTargetEvent;
import io.weir.events.targets.DeploymentTargetRegistered;
import io.weir.events.targets.DeploymentTargetRevised;
import io.weir.events.wire.EventMetadata;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Folds the events of a deployment target into its view. Pure. */
public final class TargetProjector {
  private TargetProjector() {}

  /**
   * The view after the event, which is one of a deployment target.
   *
   * @throws IllegalStateException when the first event is no registration
   */
  public static TargetView fold(
      Optional<TargetView> before, EventMetadata metadata, WeirEvent event) {
    return switch ((DeploymentTargetEvent) event) {
      case DeploymentTargetRegistered e ->
          new TargetView(
              e.targetId(),
              e.namespace(),
              e.name(),
              e.labels(),
              e.annotations(),
              e.kubernetesNamespace(),
              false,
              metadata.time(),
              metadata.time(),
              metadata.sequence());
      case DeploymentTargetRevised e ->
          next(known(before, e), e.labels(), e.annotations(), false, metadata);
      case DeploymentTargetDeleted e -> {
        TargetView view = known(before, e);
        yield next(view, view.labels(), view.annotations(), true, metadata);
      }
    };
  }

  private static TargetView known(Optional<TargetView> before, DeploymentTargetEvent event) {
    return before.orElseThrow(
        () ->
            new IllegalStateException(
                "Expected DeploymentTargetRegistered first, but got " + event));
  }

  private static TargetView next(
      TargetView view,
      Map<String, String> labels,
      Map<String, String> annotations,
      boolean deleted,
      EventMetadata metadata) {
    Instant now = metadata.time();
    return new TargetView(
        view.id(),
        view.namespace(),
        view.name(),
        labels,
        annotations,
        view.kubernetesNamespace(),
        deleted,
        view.createdAt(),
        now,
        metadata.sequence());
  }
}

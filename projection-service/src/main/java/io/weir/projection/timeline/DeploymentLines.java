package io.weir.projection.timeline;

import io.weir.events.deployment.DeploymentDeleted;
import io.weir.events.deployment.DeploymentRegistered;
import io.weir.events.deployment.DeploymentUndeleted;
import io.weir.projection.timeline.TimelineProjector.Line;
import java.util.List;

/** What the timeline says of a deployment coming and going; the App Manager has no names for it. */
final class DeploymentLines {
  private DeploymentLines() {}

  static List<Line> registered(DeploymentRegistered e) {
    return e.forkedFrom()
        .map(
            source ->
                List.of(
                    Line.of(
                        EventName.EXTERNAL,
                        "Deployment '%s' was forked from deployment %s.",
                        e.name(),
                        source)))
        .orElse(List.of());
  }

  static List<Line> deleted(DeploymentDeleted e) {
    return List.of(
        Line.of(
            EventName.EXTERNAL,
            "The deployment was deleted; its history and its savepoints' data stay."));
  }

  static List<Line> undeleted(DeploymentUndeleted e) {
    return List.of(Line.of(EventName.EXTERNAL, "The deployment was undeleted."));
  }
}

package io.weir.projection.timeline;

import io.weir.events.deployment.JobRescaleFailed;
import io.weir.events.deployment.JobRescaled;
import io.weir.events.deployment.RescaleRequested;
import io.weir.projection.timeline.TimelineProjector.Line;
import java.util.List;

/** What the timeline says of a change of scale in place; the App Manager has no names for it. */
final class RescaleLines {
  private RescaleLines() {}

  static List<Line> requested(RescaleRequested e) {
    return List.of(
        Line.ofJob(
            EventName.EXTERNAL,
            e.jobId(),
            "Only the scale changed: job %s goes on with parallelism %d on %d TaskManagers.",
            e.jobId(),
            e.parallelism(),
            e.numberOfTaskManagers()));
  }

  static List<Line> rescaled(JobRescaled e) {
    return List.of(
        Line.ofJob(
            EventName.EXTERNAL,
            e.jobId(),
            "Job %s runs with parallelism %d on %d TaskManagers.",
            e.jobId(),
            e.parallelism(),
            e.numberOfTaskManagers()));
  }

  static List<Line> failed(JobRescaleFailed e) {
    return List.of(
        Line.ofJob(
            EventName.EXTERNAL,
            e.jobId(),
            "Job %s keeps its parallelism: %s%s",
            e.jobId(),
            FailureText.of(e.failure()),
            e.upgradeStrategy()
                .map(strategy -> " It is replaced instead, by upgrade strategy " + strategy + ".")
                .orElse("")));
  }
}

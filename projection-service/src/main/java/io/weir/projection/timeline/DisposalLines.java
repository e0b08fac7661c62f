package io.weir.projection.timeline;

import io.weir.events.deployment.SavepointDisposalFailed;
import io.weir.events.deployment.SavepointDisposalRequested;
import io.weir.events.deployment.SavepointDisposed;
import io.weir.events.deployment.SavepointPinned;
import io.weir.events.deployment.SavepointUnpinned;
import io.weir.projection.timeline.TimelineProjector.Line;
import java.util.List;

/** What the timeline says of savepoints that are held or go. */
final class DisposalLines {
  private DisposalLines() {}

  /** Further attempts are told by the failure before. */
  static List<Line> requested(Scene scene, SavepointDisposalRequested e) {
    if (e.attempt() > 1) return List.of();
    return List.of(
        Line.ofJob(
            EventName.TRIGGERED_SAVEPOINT_DELETION,
            scene.savepointJob(),
            "Savepoint %s is deleted; nobody else refers to its data at %s, which is removed.",
            e.savepointId(),
            e.location()));
  }

  static List<Line> disposed(Scene scene, SavepointDisposed e) {
    return List.of(
        Line.ofJob(
            EventName.SUCCESSFULLY_DELETED_SAVEPOINT,
            scene.savepointJob(),
            "Savepoint %s is deleted; %s.",
            e.savepointId(),
            switch (e.data()) {
              case REMOVED -> "its data is removed";
              case NOT_FOUND -> "there was no data at its location, although its storage was there";
              case KEPT_SHARED -> "its data stays, since others refer to it";
              case KEPT_FOREIGN -> "its data stays, since no job of Weir wrote it";
              case KEPT_UNREMOVABLE -> "what is left of its data stays, since it cannot be removed";
              case UNKNOWN -> "whether data of it is left is not known, and what there is stays";
              case NONE -> "it never had data";
            }));
  }

  static List<Line> failed(Scene scene, SavepointDisposalFailed e) {
    return List.of(
        Line.ofJob(
            EventName.FAILED_TO_DELETE_SAVEPOINT,
            scene.savepointJob(),
            "The data of savepoint %s could not be removed, attempt %d; %s. %s",
            e.savepointId(),
            e.attempt(),
            e.retryAt()
                .map(at -> "the next begins at " + at)
                .orElse("no other could, without ?force=true which leaves it"),
            FailureText.of(e.failure())));
  }

  static List<Line> pinned(Scene scene, SavepointPinned e) {
    return List.of(
        Line.ofJob(
            EventName.EXTERNAL,
            scene.savepointJob(),
            "Savepoint %s is pinned%s.",
            e.savepointId(),
            e.reason().map(reason -> ": " + reason).orElse("")));
  }

  static List<Line> unpinned(Scene scene, SavepointUnpinned e) {
    return List.of(
        Line.ofJob(
            EventName.EXTERNAL,
            scene.savepointJob(),
            "Savepoint %s is no longer pinned.",
            e.savepointId()));
  }
}

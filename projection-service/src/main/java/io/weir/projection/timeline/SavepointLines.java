package io.weir.projection.timeline;

import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.RetainedCheckpointFound;
import io.weir.events.deployment.SavepointCompleted;
import io.weir.events.deployment.SavepointCopied;
import io.weir.events.deployment.SavepointFailed;
import io.weir.events.deployment.SavepointOrigin;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.deployment.SavepointTriggered;
import io.weir.projection.timeline.TimelineProjector.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the timeline says of savepoints. */
final class SavepointLines {
  private SavepointLines() {}

  static List<Line> requested(SavepointRequested e) {
    List<Line> lines = new ArrayList<>();
    if (e.origin() == SavepointOrigin.SUSPEND)
      lines.add(
          Line.ofJob(
              EventName.CREATING_A_SAVEPOINT_BEFORE_SUSPENSION,
              e.jobId(),
              "Job %s stops with a savepoint; attempt %d of %d.",
              e.jobId(),
              e.attempt(),
              e.maxAttempts()));
    lines.add(
        Line.ofJob(
            EventName.NEED_TO_TRIGGER_A_SAVEPOINT,
            e.jobId(),
            "Savepoint %s of job %s is to be written below %s.",
            e.savepointId(),
            e.jobId(),
            e.targetDirectory()));
    return lines;
  }

  static List<Line> triggered(Scene scene, SavepointTriggered e) {
    Optional<UUID> job = scene.savepointJob();
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.ofJob(
            EventName.SUCCESSFULLY_TRIGGERED_A_SAVEPOINT,
            job,
            "Flink accepted savepoint %s.",
            e.savepointId()));
    if (scene.savepointOrigin().equals(Optional.of(SavepointOrigin.SUSPEND)))
      lines.add(
          Line.ofJob(
              EventName.AWAITING_SAVEPOINT_COMPLETION_TO_TRANSITION_TO_SUSPENDED,
              job,
              "Nothing is removed before savepoint %s is complete.",
              e.savepointId()));
    lines.add(
        Line.ofJob(
            EventName.AWAITING_FOR_A_SAVEPOINT_TO_COMPLETE,
            job,
            "Waiting for savepoint %s.",
            e.savepointId()));
    return lines;
  }

  static List<Line> completed(Scene scene, SavepointCompleted e) {
    return List.of(
        Line.ofJob(
            EventName.TRANSITIONED_TO_COMPLETED,
            scene.savepointJob(),
            "Savepoint %s is complete at %s%s.",
            e.savepointId(),
            e.location(),
            e.sizeBytes().map(size -> ", " + size + " bytes").orElse("")));
  }

  static List<Line> failed(Scene scene, SavepointFailed e) {
    if (e.failure().reason() == FailureReason.SAVEPOINT_GIVEN_UP) return List.of(givenUp(scene, e));
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.ofJob(
            failure(e),
            scene.savepointJob(),
            "Savepoint %s, attempt %d of %d, failed; %s. %s",
            e.savepointId(),
            e.attempt(),
            e.maxAttempts(),
            e.retryAt().map(at -> "the next begins at " + at).orElse("there is no further one"),
            FailureText.of(e.failure())));
    if (e.failure().reason() == FailureReason.SAVEPOINT_FAILED)
      lines.add(
          Line.ofJob(
              EventName.TRANSITIONING_TO_FAILED_STATE_BECAUSE_SAVEPOINT_FAILED_IN_FLINK,
              scene.savepointJob(),
              "Savepoint %s is FAILED, because Flink says so.",
              e.savepointId()));
    return lines;
  }

  private static Line givenUp(Scene scene, SavepointFailed e) {
    return Line.ofJob(
        EventName.EXTERNAL,
        scene.savepointJob(),
        "Savepoint %s is given up: nobody waits for it any more. %s",
        e.savepointId(),
        e.failure().message());
  }

  private static EventName failure(SavepointFailed e) {
    boolean retried = e.retryAt().isPresent();
    if (e.failure().reason() == FailureReason.SAVEPOINT_NOT_TRIGGERED)
      return retried
          ? EventName.RECOVERABLE_FAILURE_WHILE_TRIGGERING_A_SAVEPOINT
          : EventName.AN_UN_RECOVERABLE_FAILURE_WHILE_TRIGGERING_A_SAVEPOINT;
    if (e.failure().reason() == FailureReason.SAVEPOINT_OUTCOME_UNKNOWN && retried)
      return EventName.RECOVERABLE_FAILURE_WHILE_CHECKING_A_SAVEPOINT_STATUS;
    return EventName.AN_UNRECOVERABLE_FAILURE_WHILE_TAKING_A_SAVEPOINT;
  }

  static List<Line> copied(SavepointCopied e) {
    return List.of(
        Line.of(
            EventName.TRANSITIONED_TO_COMPLETED,
            "Savepoint %s was registered as a pointer to %s and is the newest now.",
            e.savepointId(),
            e.location()));
  }

  static List<Line> retained(RetainedCheckpointFound e) {
    return List.of(
        Line.ofJob(
            EventName.TRANSITIONED_TO_COMPLETED,
            e.jobId(),
            "The last checkpoint of job %s was kept at %s and is catalogued as savepoint %s.",
            e.jobId(),
            e.location(),
            e.savepointId()));
  }
}

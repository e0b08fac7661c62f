package io.weir.projection.timeline;

import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.DeploymentSpecRevised;
import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.Rollback;
import io.weir.events.deployment.SpecChange;
import io.weir.events.deployment.TransitionCause;
import io.weir.events.deployment.TransitionCompleted;
import io.weir.events.deployment.TransitionFailed;
import io.weir.events.deployment.TransitionRedirected;
import io.weir.events.deployment.TransitionStarted;
import io.weir.events.spec.UpgradeStrategy;
import io.weir.projection.timeline.TimelineProjector.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the timeline says of wishes and transitions. */
final class TransitionLines {
  private TransitionLines() {}

  /**
   * A rollback, and an edit that moves nothing although a job runs, need a word; the rest leads to
   * more.
   */
  static List<Line> specRevised(Scene scene, DeploymentSpecRevised e) {
    if (e.rollback().isPresent()) return List.of(rolledBack(scene, e.rollback().get()));
    Optional<UUID> job = scene.currentJob();
    boolean keepsRunning =
        e.changes().contains(SpecChange.TEMPLATE)
            && e.spec().upgradeStrategy().kind() == UpgradeStrategy.Kind.NONE
            && scene.state() == ActualState.RUNNING;
    if (!keepsRunning || job.isEmpty()) return List.of();
    return List.of(
        Line.ofJob(
            EventName.USING_AN_UPGRADE_STRATEGY,
            job.get(),
            "Upgrade strategy NONE: job %s keeps running; generation %d of the spec applies at the"
                + " next start.",
            job.get(),
            e.generation()));
  }

  private static Line rolledBack(Scene scene, Rollback rollback) {
    return Line.of(
        EventName.EXTERNAL,
        "Deployment '%s' goes back to what job %s ran, %s.",
        scene.deploymentName(),
        rollback.jobId(),
        switch (rollback.restore()) {
          case LATEST -> "with the newest state";
          case OF_JOB ->
              "with the state of that time: savepoint %s"
                  .formatted(rollback.savepointId().map(UUID::toString).orElse("unknown"));
          case NONE -> "with empty state";
        });
  }

  static List<Line> started(Scene scene, TransitionStarted e) {
    Optional<UUID> job = scene.currentJob();
    List<Line> lines = new ArrayList<>();
    boolean inPlace =
        e.cause() == TransitionCause.TEMPLATE_CHANGED && scene.jobGeneration().isPresent();
    if (e.upgradeStrategy().isEmpty() && !inPlace) {
      lines.add(
          Line.of(
              EventName.STATE_TRANSITION_IS_NEEDED,
              "Deployment '%s' is %s and is to be %s, because %s: transition %s begins.",
              scene.deploymentName(),
              e.from(),
              e.target(),
              because(e.cause()),
              e.transitionId()));
    } else {
      lines.add(
          Line.ofJob(
              EventName.STATE_TRANSITION_IS_NEEDED,
              job,
              "Deployment '%s' runs generation %s of its spec and is to run generation %d, because"
                  + " %s: transition %s begins.",
              scene.deploymentName(),
              scene.jobGeneration().map(g -> Long.toString(g)).orElse("none"),
              e.generation(),
              because(e.cause()),
              e.transitionId()));
      e.upgradeStrategy()
          .map(
              kind ->
                  Line.ofJob(
                      EventName.USING_AN_UPGRADE_STRATEGY, job, "%s", replacement(job, e, kind)))
          .ifPresent(lines::add);
    }
    return lines;
  }

  /** Who asks for a replacement outright has the say, and not the deployment's strategy. */
  private static String replacement(
      Optional<UUID> job, TransitionStarted e, UpgradeStrategy.Kind kind) {
    String replaced = "Job " + job.map(UUID::toString).orElse("unknown") + " is ";
    Optional<String> chosen = e.rollback().flatMap(TransitionLines::chosen);
    if (chosen.isPresent())
      return replaced
          + "cancelled without a savepoint and replaced, whatever the upgrade strategy: the rollback chose %s."
              .formatted(chosen.get());
    boolean restart = e.cause() == TransitionCause.RESTART_REQUESTED;
    if (kind == UpgradeStrategy.Kind.STATEFUL && (restart || e.rollback().isPresent()))
      return replaced
          + "stopped with a savepoint and replaced: the %s."
              .formatted(
                  restart
                      ? "restart goes on with its state"
                      : "rollback goes on with the newest state");
    return "Upgrade strategy " + kind + ".";
  }

  private static Optional<String> chosen(Rollback rollback) {
    return switch (rollback.restore()) {
      case LATEST -> Optional.empty();
      case OF_JOB -> Optional.of("the state of job " + rollback.jobId());
      case NONE -> Optional.of("empty state");
    };
  }

  static List<Line> redirected(Scene scene, TransitionRedirected e) {
    return List.of(
        Line.of(
            EventName.STATE_TRANSITION_IS_NEEDED,
            "Deployment '%s' was on its way to %s and is to be %s now: transition %s turns.",
            scene.deploymentName(),
            e.abandoned(),
            e.target(),
            e.transitionId()));
  }

  static List<Line> completed(Scene scene, TransitionCompleted e) {
    EventName name =
        e.state() == ActualState.FINISHED
            ? EventName.TRANSITIONED_TO_FINISHED_STATE
            : EventName.STATE_TRANSITION_IS_COMPLETED;
    Optional<UUID> job = scene.currentJob().filter(j -> e.state() == ActualState.RUNNING);
    return List.of(
        Line.ofJob(
            name,
            job,
            "Deployment '%s' is %s: transition %s is complete.",
            scene.deploymentName(),
            e.state(),
            e.transitionId()));
  }

  static List<Line> failed(Scene scene, TransitionFailed e) {
    FailureReason reason = e.failure().reason();
    boolean savepoint =
        ofSavepoint(reason) || lastCause(e).filter(TransitionLines::ofSavepoint).isPresent();
    List<Line> lines = new ArrayList<>();
    if (reason == FailureReason.ATTEMPTS_EXHAUSTED
        || reason == FailureReason.HEALING_BUDGET_SPENT) {
      lines.add(
          Line.of(
              savepoint
                  ? EventName.TOO_MANY_FAILED_SUSPENSION_ATTEMPTS
                  : EventName.TOO_MANY_FAILED_JOB_CREATION_ATTEMPTS,
              "%s%s",
              FailureText.of(e.failure()),
              causes(e.causes())));
    }
    if (!savepoint || lines.isEmpty())
      lines.add(
          Line.of(
              savepoint
                  ? EventName.TRANSITIONING_TO_FAILED_STATE_BECAUSE_SAVEPOINT_FAILED_IN_FLINK
                  : EventName.TRANSITIONING_TO_FAILED_STATE_BECAUSE_JOB_NOT_STARTED,
              "Deployment '%s' is FAILED: transition %s gave up. %s",
              scene.deploymentName(),
              e.transitionId(),
              FailureText.of(e.failure())));
    return lines;
  }

  private static Optional<FailureReason> lastCause(TransitionFailed e) {
    return e.causes().isEmpty() ? Optional.empty() : Optional.of(e.causes().getLast().reason());
  }

  private static boolean ofSavepoint(FailureReason reason) {
    return switch (reason) {
      case SAVEPOINT_FAILED,
          SAVEPOINT_NOT_TRIGGERED,
          SAVEPOINT_OUTCOME_UNKNOWN,
          JOB_ENDED_BEFORE_SAVEPOINT,
          SAVEPOINT_GIVEN_UP ->
          true;
      case TARGET_NOT_FOUND,
          FORBIDDEN,
          INVALID_MANIFEST,
          QUOTA_EXCEEDED,
          SECRET_NOT_FOUND,
          SESSION_CLUSTER_NOT_RUNNING,
          SESSION_CLUSTER_UNFIT,
          ARTIFACT_NOT_FETCHED,
          ENTRY_CLASS_NOT_LOADED,
          MAIN_FAILED,
          MAIN_WITHOUT_JOB,
          RESTORE_FAILED,
          JOB_FAILED,
          JOB_MANAGER_EXITED,
          JOB_VANISHED,
          DEADLINE_EXCEEDED,
          NO_RESTORE_POINT,
          DATA_NOT_REMOVED,
          DATA_NOT_SEEN,
          STORAGE_NOT_SUPPORTED,
          RESCALE_REFUSED,
          STOP_FAILED,
          TEARDOWN_FAILED,
          HEALING_BUDGET_SPENT,
          ATTEMPTS_EXHAUSTED,
          UNCLASSIFIED ->
          false;
    };
  }

  private static String causes(List<Failure> causes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < causes.size(); i++)
      text.append(" Attempt %d: %s".formatted(i + 1, FailureText.of(causes.get(i))));
    return text.toString();
  }

  private static String because(TransitionCause cause) {
    return switch (cause) {
      case WISH_CHANGED -> "the wish changed";
      case TEMPLATE_CHANGED -> "the template changed";
      case JOB_FAILED -> "its job died";
      case RETRY_REQUESTED -> "another try was asked for";
      case RESTART_REQUESTED -> "a restart was asked for";
    };
  }
}

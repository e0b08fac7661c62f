package io.weir.projection.timeline;

import io.weir.events.deployment.ClusterBecameReady;
import io.weir.events.deployment.ClusterReachable;
import io.weir.events.deployment.ClusterResourcesApplied;
import io.weir.events.deployment.ClusterTeardownFailed;
import io.weir.events.deployment.ClusterTeardownRequested;
import io.weir.events.deployment.ClusterUnreachable;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.ForeignChangeReverted;
import io.weir.events.deployment.JobFailed;
import io.weir.events.deployment.JobFinished;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobRestartsObserved;
import io.weir.events.deployment.JobSession;
import io.weir.events.deployment.JobStartFailed;
import io.weir.events.deployment.JobStarted;
import io.weir.events.deployment.JobStopFailed;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.RestoreDecision;
import io.weir.events.deployment.StopMode;
import io.weir.projection.deployments.Replaced;
import io.weir.projection.timeline.TimelineProjector.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What the timeline says of jobs and their clusters. */
final class JobLines {
  private JobLines() {}

  static List<Line> requested(JobRequested e) {
    return List.of(
        Line.ofJob(
            EventName.CREATING_A_NEW_JOB,
            e.jobId(),
            "Creating job %s, attempt %d of %d, %s.",
            e.jobId(),
            e.attempt(),
            e.maxAttempts(),
            restoring(e.restore())),
        e.session()
            .map(session -> placed(e, session))
            .orElseGet(
                () ->
                    Line.ofJob(
                        EventName.SPINNING_UP_A_CLUSTER_FOR_A_JOB,
                        e.jobId(),
                        "Requesting the Flink cluster '%s' (%s) in target '%s', Kubernetes namespace '%s'.",
                        e.clusterName(),
                        e.spec().image(),
                        e.target().name(),
                        e.target().kubernetesNamespace())));
  }

  private static Line placed(JobRequested e, JobSession session) {
    return Line.ofJob(
        EventName.AWAITING_FOR_A_CLUSTER_TO_SPIN_UP,
        e.jobId(),
        "Waiting for start %d of the session cluster '%s' in target '%s', Kubernetes namespace '%s'.",
        session.incarnation(),
        session.name(),
        e.target().name(),
        e.target().kubernetesNamespace());
  }

  private static String restoring(RestoreDecision restore) {
    return restore
        .chosen()
        .map(
            point ->
                "restoring from savepoint %s at %s by rule %s"
                    .formatted(point.savepointId(), point.location(), restore.rule()))
        .orElse("beginning without state by rule " + restore.rule());
  }

  static List<Line> clusterApplied(ClusterResourcesApplied e) {
    return List.of(
        Line.ofJob(
            EventName.AWAITING_FOR_A_CLUSTER_TO_SPIN_UP,
            e.jobId(),
            "The cluster of job %s is in Kubernetes; waiting for its JobManager.",
            e.jobId()));
  }

  static List<Line> clusterReady(Scene scene, ClusterBecameReady e) {
    return List.of(
        Line.ofJob(
            EventName.AWAITING_A_JOB_TO_START,
            e.jobId(),
            scene
                    .session()
                    .map(session -> "The session cluster '" + session.name() + "' answers")
                    .orElse("The JobManager of job " + e.jobId() + " answers")
                + "; waiting for Flink to run the job."));
  }

  static List<Line> started(Scene scene, JobStarted e) {
    return List.of(
        Line.ofJob(
            EventName.JOB_SUCCESSFULLY_STARTED,
            e.jobId(),
            "Flink reports job %s RUNNING%s.%s",
            e.jobId(),
            e.restoredFrom().map(from -> ", restored from " + from).orElse(""),
            scene.replaced().map(replaced -> downtime(replaced, e)).orElse("")));
  }

  private static String downtime(Replaced replaced, JobStarted e) {
    return String.format(
        Locale.ROOT,
        " It takes the place of job %s: nothing ran from %s to %s, %.1f s.",
        replaced.jobId(),
        replaced.downSince(),
        e.startedAt(),
        replaced.until(e.startedAt()).toMillis() / 1000.0);
  }

  static List<Line> startFailed(JobStartFailed e) {
    return List.of(
        Line.ofJob(
            startFailure(e.failure().reason()),
            e.jobId(),
            "Job %s does not start: %s",
            e.jobId(),
            FailureText.of(e.failure())),
        Line.ofJob(
            EventName.FAILED_CREATING_A_NEW_JOB,
            e.jobId(),
            "Attempt %d of %d failed; %s.",
            e.attempt(),
            e.maxAttempts(),
            e.retryAt().map(at -> "the next begins at " + at).orElse("there is no further one")));
  }

  private static EventName startFailure(FailureReason reason) {
    return switch (reason) {
      case QUOTA_EXCEEDED -> EventName.RESOURCE_QUOTA_EXCEEDED;
      case TARGET_NOT_FOUND -> EventName.REFERENCED_DEPLOYMENT_TARGET_DOES_NOT_EXIST;
      case FORBIDDEN,
          INVALID_MANIFEST,
          SECRET_NOT_FOUND,
          SESSION_CLUSTER_NOT_RUNNING,
          SESSION_CLUSTER_UNFIT ->
          EventName.FAILED_TO_CREATE_CLUSTER_FOR_JOB;
      case ARTIFACT_NOT_FETCHED,
          ENTRY_CLASS_NOT_LOADED,
          MAIN_FAILED,
          MAIN_WITHOUT_JOB,
          RESTORE_FAILED,
          JOB_FAILED,
          JOB_MANAGER_EXITED,
          JOB_VANISHED,
          DEADLINE_EXCEEDED,
          SAVEPOINT_FAILED,
          SAVEPOINT_NOT_TRIGGERED,
          SAVEPOINT_OUTCOME_UNKNOWN,
          JOB_ENDED_BEFORE_SAVEPOINT,
          SAVEPOINT_GIVEN_UP,
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
          EventName.TERMINATING_A_JOB_DUE_TO_AN_UNRECOVERABLE_FAILURE;
    };
  }

  static List<Line> stopRequested(Scene scene, JobStopRequested e) {
    List<Line> lines = new ArrayList<>();
    if (e.mode() == StopMode.AFTER_SAVEPOINT)
      lines.add(
          Line.ofJob(
              EventName.FOUND_A_COMPLETED_SAVEPOINT_READY_FOR_SUSPENSION,
              e.jobId(),
              "Savepoint %s is complete; job %s stops with it.",
              e.savepointId().map(UUID::toString).orElse("(unknown)"),
              e.jobId()));
    lines.add(
        Line.ofJob(
            found(scene),
            e.jobId(),
            "Job %s is to end %s.",
            e.jobId(),
            e.mode() == StopMode.CANCEL ? "without a savepoint" : "with its savepoint"));
    lines.add(
        Line.ofJob(
            EventName.AWAITING_A_JOB_TO_TERMINATE,
            e.jobId(),
            "Waiting until %s for job %s to end.",
            e.deadline(),
            e.jobId()));
    return lines;
  }

  private static EventName found(Scene scene) {
    if (scene.alreadyTerminating()) return EventName.FOUND_A_JOB_TO_WAIT_FOR_ITS_TERMINATION;
    return scene.upgrading()
        ? EventName.FOUND_AN_OLD_JOB_AND_WILL_TERMINATE_IT
        : EventName.FOUND_A_JOB_TO_TERMINATE;
  }

  static List<Line> stopFailed(Scene scene, JobStopFailed e) {
    return List.of(
        Line.ofJob(
            EventName.GENERAL_FAILURE,
            e.jobId(),
            scene.session().isPresent()
                ? "Job %s could not be ended in time; Weir goes on cancelling it. %s"
                : "Job %s could not be ended; its cluster is removed instead. %s",
            e.jobId(),
            FailureText.of(e.failure())));
  }

  static List<Line> finished(Scene scene, JobFinished e) {
    Line finished =
        Line.ofJob(
            EventName.JOB_SUCCESSFULLY_FINISHED, e.jobId(), "Job %s ended by itself.", e.jobId());
    if (scene.inTransition()) return List.of(finished);
    return List.of(
        finished,
        Line.ofJob(
            EventName.TRANSITIONED_TO_FINISHED_STATE,
            e.jobId(),
            "Deployment '%s' is FINISHED.",
            scene.deploymentName()));
  }

  static List<Line> failed(JobFailed e) {
    FailureReason reason = e.failure().reason();
    boolean gone =
        reason == FailureReason.JOB_VANISHED || reason == FailureReason.JOB_MANAGER_EXITED;
    return List.of(
        Line.ofJob(
            gone
                ? EventName.FOUND_A_STOPPED_JOB_AND_WILL_TERMINATE_IT
                : EventName.TERMINATING_A_JOB_DUE_TO_AN_UNRECOVERABLE_FAILURE,
            e.jobId(),
            "Job %s died, time %d with this root cause since the spec last changed. %s",
            e.jobId(),
            e.sameCauseCount(),
            FailureText.of(e.failure())));
  }

  static List<Line> restarts(JobRestartsObserved e) {
    return List.of(
        Line.ofJob(
            EventName.EXTERNAL,
            e.jobId(),
            "Flink restarted job %s by itself, %d times since it started.",
            e.jobId(),
            e.restarts()));
  }

  static List<Line> unreachable(ClusterUnreachable e) {
    return List.of(
        Line.ofJob(
            EventName.EXTERNAL,
            e.jobId(),
            "Nothing answers for the cluster of job %s since %s; Weir waits. %s",
            e.jobId(),
            e.since(),
            e.detail()));
  }

  static List<Line> reachable(ClusterReachable e) {
    return List.of(
        Line.ofJob(
            EventName.EXTERNAL, e.jobId(), "The cluster of job %s answers again.", e.jobId()));
  }

  static List<Line> foreignChange(ForeignChangeReverted e) {
    return List.of(
        Line.ofJob(
            EventName.EXTERNAL,
            e.jobId(),
            "Somebody else changed %s of job %s; it was put back: %s",
            e.resource(),
            e.jobId(),
            e.detail()));
  }

  static List<Line> teardownRequested(Scene scene, ClusterTeardownRequested e) {
    if (scene.session().isPresent())
      return List.of(
          Line.ofJob(
              EventName.AWAIT_FOR_A_CLUSTER_TO_TEARDOWN,
              e.jobId(),
              "Removing job %s and its program from the session cluster '%s', attempt %d.",
              e.jobId(),
              scene.session().get().name(),
              e.attempt()));
    return List.of(
        Line.ofJob(
            EventName.AWAIT_FOR_A_CLUSTER_TO_TEARDOWN,
            e.jobId(),
            "Removing cluster '%s' in Kubernetes namespace '%s', attempt %d.",
            e.clusterName(),
            e.kubernetesNamespace(),
            e.attempt()));
  }

  static List<Line> teardownFailed(Scene scene, ClusterTeardownFailed e) {
    return List.of(
        Line.ofJob(
            EventName.GENERAL_FAILURE,
            e.jobId(),
            "Attempt %d to remove %s %s left %s. %s",
            e.attempt(),
            scene.session().isPresent() ? "from its session cluster job" : "the cluster of job",
            e.jobId(),
            String.join(", ", e.remaining()),
            FailureText.of(e.failure())));
  }
}

package io.weir.projection.history;

import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.ClusterTeardownFailed;
import io.weir.events.deployment.ClusterTeardownRequested;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.JobFinished;
import io.weir.events.deployment.JobStopFailed;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.JobTerminated;
import io.weir.events.deployment.SavepointFailed;
import io.weir.events.deployment.SavepointOrigin;
import io.weir.events.deployment.StopMode;
import io.weir.events.deployment.TransitionCause;
import io.weir.events.deployment.TransitionRedirected;
import io.weir.events.spec.DesiredState;
import java.util.List;
import java.util.Optional;

/** Jobs that end, and their clusters that go. */
final class StopFlows {
  private final StoryLog log;
  private final Steps steps;
  private final SavepointFlows savepoints;
  private final EditFlows edits;

  StopFlows(StoryLog log, Steps steps, SavepointFlows savepoints, EditFlows edits) {
    this.log = log;
    this.steps = steps;
    this.savepoints = savepoints;
    this.edits = edits;
  }

  /** A transition to SUSPENDED, or a stateful upgrade, asks for its savepoint. */
  void requestSuspension() {
    edits.wish(DesiredState.SUSPENDED);
    steps.startTransition(
        DesiredState.SUSPENDED, TransitionCause.WISH_CHANGED, Optional.empty(), "PatchDeployment");
    savepoints.requestSavepoint(
        Optional.of(log.transition), SavepointOrigin.SUSPEND, 1, "PatchDeployment", StoryLog.USER);
  }

  /** The savepoint of a suspension or a stateful upgrade completes and the cluster goes. */
  void stopWithSavepoint() {
    savepoints.completeSavepoint(SavepointOrigin.SUSPEND);
    log.byExecutor(
        "SavepointWritten",
        new JobStopRequested(
            log.id,
            log.transition,
            log.job,
            StopMode.AFTER_SAVEPOINT,
            Optional.of(log.savepoint),
            log.now.plusSeconds(60)));
    log.tick();
    log.byExecutor("JobEnded", new JobTerminated(log.id, log.job, FinalStatus.FINISHED, log.now));
    steps.tearDown("JobEnded");
    steps.clusterGone();
  }

  void suspend() {
    requestSuspension();
    stopWithSavepoint();
    log.byExecutor("ClusterGone", steps.completed(ActualState.SUSPENDED));
  }

  /** Every attempt at the suspension's savepoint fails; the job goes on. */
  void failToSuspend(FailureReason reason) {
    requestSuspension();
    for (int attempt = 1; attempt <= 4; attempt++) {
      log.tick();
      log.byExecutor(
          "SavepointUnsuccessful",
          new SavepointFailed(
              log.id,
              log.savepoint,
              log.failure(reason),
              attempt,
              4,
              attempt < 4 ? Optional.of(log.now.plusSeconds(attempt)) : Optional.empty()));
      if (attempt < 4)
        savepoints.requestSavepoint(
            Optional.of(log.transition),
            SavepointOrigin.SUSPEND,
            attempt + 1,
            "SavepointUnsuccessful",
            StoryLog.EXECUTOR);
    }
    steps.giveUp(FailureReason.ATTEMPTS_EXHAUSTED, reason);
  }

  void cancel() {
    edits.wish(DesiredState.CANCELLED);
    boolean nothingRuns = log.job == null || log.state != ActualState.RUNNING;
    steps.startTransition(
        DesiredState.CANCELLED, TransitionCause.WISH_CHANGED, Optional.empty(), "PatchDeployment");
    if (nothingRuns) {
      log.byUser("PatchDeployment", steps.completed(ActualState.CANCELLED));
      return;
    }
    log.byUser("PatchDeployment", steps.stopRequested());
    endCancelled(log.random.nextBoolean());
  }

  /** The job that was asked to end is gone. */
  void endCancelled(boolean checkpointRetained) {
    log.tick();
    log.byExecutor("JobEnded", new JobTerminated(log.id, log.job, FinalStatus.CANCELED, log.now));
    if (checkpointRetained) savepoints.retainCheckpoint();
    steps.tearDown("JobEnded");
    steps.clusterGone();
    log.byExecutor("ClusterGone", steps.completed(ActualState.CANCELLED));
  }

  /** A start or a suspension is turned to CANCELLED. */
  void redirectToCancelled(DesiredState abandoned) {
    edits.wish(DesiredState.CANCELLED);
    log.byUser(
        "PatchDeployment",
        new TransitionRedirected(
            log.id, log.transition, abandoned, DesiredState.CANCELLED, log.generation));
    log.byUser("PatchDeployment", steps.stopRequested());
    endCancelled(false);
  }

  /** The job cannot be ended; its cluster is torn down, which takes two attempts. */
  void cancelTheHardWay() {
    edits.wish(DesiredState.CANCELLED);
    steps.startTransition(
        DesiredState.CANCELLED, TransitionCause.WISH_CHANGED, Optional.empty(), "PatchDeployment");
    log.byUser("PatchDeployment", steps.stopRequested());
    log.tick();
    log.byExecutor(
        "StopFailed", new JobStopFailed(log.id, log.job, log.failure(FailureReason.STOP_FAILED)));
    steps.tearDown("StopFailed");
    log.tick();
    log.byExecutor(
        "TeardownIncomplete",
        new ClusterTeardownFailed(
            log.id,
            log.job,
            List.of("Job/job-" + log.job + "-jobmanager"),
            log.failure(FailureReason.TEARDOWN_FAILED),
            1));
    log.byExecutor(
        "TeardownIncomplete",
        new ClusterTeardownRequested(
            log.id, log.job, "job-" + log.job, "default", 2, log.now.plusSeconds(120)));
    steps.clusterGone();
    log.byExecutor("ClusterGone", steps.completed(ActualState.CANCELLED));
  }

  void finish() {
    log.begin();
    log.tick();
    log.byExecutor("JobEnded", new JobFinished(log.id, log.job, log.now));
    steps.tearDown("JobEnded");
    log.state = ActualState.FINISHED;
    steps.clusterGone();
  }
}

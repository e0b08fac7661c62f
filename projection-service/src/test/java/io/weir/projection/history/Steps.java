package io.weir.projection.history;

import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.ClusterRemoved;
import io.weir.events.deployment.ClusterTeardownRequested;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.JobTerminated;
import io.weir.events.deployment.RestoreDecision;
import io.weir.events.deployment.RestoreRule;
import io.weir.events.deployment.StopMode;
import io.weir.events.deployment.TransitionCause;
import io.weir.events.deployment.TransitionCompleted;
import io.weir.events.deployment.TransitionFailed;
import io.weir.events.deployment.TransitionStarted;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.UpgradeStrategy;
import io.weir.events.wire.Actor;
import java.util.List;
import java.util.Optional;

/** What the flows of starting and stopping are made of. */
final class Steps {
  private final StoryLog log;

  Steps(StoryLog log) {
    this.log = log;
  }

  /** The wish is RUNNING and no job exists. */
  void requestStart(TransitionCause cause, String command) {
    startTransition(DesiredState.RUNNING, cause, Optional.empty(), command);
    requestJob(1, command, StoryLog.USER);
  }

  void startTransition(
      DesiredState target,
      TransitionCause cause,
      Optional<UpgradeStrategy.Kind> upgrade,
      String command) {
    log.transition = log.uuid();
    log.append(
        cause == TransitionCause.JOB_FAILED ? StoryLog.EXECUTOR : StoryLog.USER,
        command,
        new TransitionStarted(
            log.id,
            log.transition,
            log.state,
            target,
            cause,
            log.generation,
            upgrade,
            upgrade.flatMap(kind -> log.rollback)));
    log.rollback = Optional.empty();
    log.state = ActualState.TRANSITIONING;
  }

  void requestJob(int attempt, String command, Actor actor) {
    log.job = log.uuid();
    log.append(
        actor,
        command,
        new JobRequested(
            log.id,
            log.transition,
            log.job,
            "job-" + log.job,
            log.generation,
            StoryLog.TARGET,
            log.session,
            Specs.jobSpec(log.spec),
            new RestoreDecision(
                log.latest,
                log.latest.isPresent() ? RestoreRule.LATEST_STATE : RestoreRule.FIRST_START,
                List.of(),
                false,
                log.latest.isPresent() ? "From the newest." : "Empty."),
            attempt,
            4,
            log.now,
            log.now.plusSeconds(300)));
  }

  JobStopRequested stopRequested() {
    return new JobStopRequested(
        log.id,
        log.transition,
        log.job,
        StopMode.CANCEL,
        Optional.empty(),
        log.now.plusSeconds(60));
  }

  /** The job that was asked to end has ended, and its cluster is gone. */
  void cancelledAndGone() {
    log.tick();
    log.byExecutor("JobEnded", new JobTerminated(log.id, log.job, FinalStatus.CANCELED, log.now));
    tearDown("JobEnded");
    clusterGone();
  }

  void tearDown(String command) {
    log.byExecutor(
        command,
        new ClusterTeardownRequested(
            log.id, log.job, "job-" + log.job, "default", 1, log.now.plusSeconds(60)));
  }

  TransitionCompleted completed(ActualState reached) {
    log.state = reached;
    return new TransitionCompleted(log.id, log.transition, reached);
  }

  void giveUp(FailureReason reason, FailureReason cause) {
    log.byExecutor(
        "ClusterGone",
        new TransitionFailed(
            log.id, log.transition, log.failure(reason), List.of(log.failure(cause))));
    log.state = ActualState.FAILED;
  }

  /** The last object of the job's cluster is gone. */
  void clusterGone() {
    log.report("ClusterGone", new ClusterRemoved(log.id, log.job, "job-" + log.job));
  }
}

package io.weir.projection.history;

import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.ClusterBecameReady;
import io.weir.events.deployment.ClusterReachable;
import io.weir.events.deployment.ClusterResourcesApplied;
import io.weir.events.deployment.ClusterUnreachable;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.ForeignChangeReverted;
import io.weir.events.deployment.JobFailed;
import io.weir.events.deployment.JobRestartsObserved;
import io.weir.events.deployment.JobStartFailed;
import io.weir.events.deployment.JobStarted;
import io.weir.events.deployment.JobSubmitted;
import io.weir.events.deployment.RestorePoint;
import io.weir.events.deployment.Rollback;
import io.weir.events.deployment.RollbackRestore;
import io.weir.events.deployment.SavepointOrigin;
import io.weir.events.deployment.SpecChange;
import io.weir.events.deployment.TransitionCause;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.UpgradeStrategy;
import io.weir.events.wire.Actor;
import java.util.Optional;
import java.util.Set;

/** Jobs that come up, fail to, come up again and wobble. */
final class StartFlows {
  private final StoryLog log;
  private final Steps steps;
  private final SavepointFlows savepoints;
  private final EditFlows edits;
  private final StopFlows stops;

  StartFlows(
      StoryLog log, Steps steps, SavepointFlows savepoints, EditFlows edits, StopFlows stops) {
    this.log = log;
    this.steps = steps;
    this.savepoints = savepoints;
    this.edits = edits;
    this.stops = stops;
  }

  /** The requested job comes up. */
  void comeUp() {
    log.report("ClusterApplied", new ClusterResourcesApplied(log.id, log.job));
    log.report("ClusterReady", new ClusterBecameReady(log.id, log.job));
    log.report("JobAppeared", new JobSubmitted(log.id, log.job));
    log.tick();
    log.byExecutor(
        "JobRunning",
        new JobStarted(log.id, log.job, log.now, log.latest.map(RestorePoint::location)));
    log.byExecutor("JobRunning", steps.completed(ActualState.RUNNING));
  }

  /** One attempt fails; the next is requested once its cluster is gone. */
  void failToStart(FailureReason reason, int attempt) {
    log.report("ClusterApplied", new ClusterResourcesApplied(log.id, log.job));
    log.tick();
    boolean last = attempt == 4 || !reason.retryable();
    log.byExecutor(
        "StartFailed",
        new JobStartFailed(
            log.id,
            log.job,
            log.failure(reason),
            attempt,
            4,
            last ? Optional.empty() : Optional.of(log.now.plusSeconds(attempt))));
    steps.tearDown("StartFailed");
    steps.clusterGone();
    if (last) steps.giveUp(attempt == 4 ? FailureReason.ATTEMPTS_EXHAUSTED : reason, reason);
    else steps.requestJob(attempt + 1, "ClusterGone", StoryLog.EXECUTOR);
  }

  /** The template changes while the job runs. */
  void upgrade() {
    log.begin();
    UpgradeStrategy.Kind kind = log.spec.upgradeStrategy().kind();
    edits.revise(
        Specs.of(log.spec.state(), kind, log.spec.template().spec().parallelism() + 1),
        Set.of(SpecChange.TEMPLATE),
        "PatchDeployment");
    if (kind == UpgradeStrategy.Kind.NONE) return;
    steps.startTransition(
        DesiredState.RUNNING,
        TransitionCause.TEMPLATE_CHANGED,
        Optional.of(kind),
        "PatchDeployment");
    replace(kind, "PatchDeployment", StoryLog.USER);
  }

  /** The transition's running job ends as the strategy says, and another comes up. */
  void replace(UpgradeStrategy.Kind kind, String command, Actor actor) {
    if (kind == UpgradeStrategy.Kind.STATEFUL) {
      savepoints.requestSavepoint(
          Optional.of(log.transition), SavepointOrigin.SUSPEND, 1, command, actor);
      stops.stopWithSavepoint();
    } else {
      log.append(actor, command, steps.stopRequested());
      steps.cancelledAndGone();
    }
    comeUpAnew();
  }

  /** Another job is requested once the cluster of the last one is gone. */
  private void comeUpAnew() {
    steps.requestJob(1, "ClusterGone", StoryLog.EXECUTOR);
    comeUp();
  }

  /** The job is replaced by one of the past. */
  void rollBack(Rollback to) {
    UpgradeStrategy.Kind kind =
        to.restore() == RollbackRestore.LATEST
            ? UpgradeStrategy.Kind.STATEFUL
            : UpgradeStrategy.Kind.STATELESS;
    edits.rollBack(to);
    steps.startTransition(
        DesiredState.RUNNING,
        TransitionCause.TEMPLATE_CHANGED,
        Optional.of(kind),
        "RollBackDeployment");
    replace(kind, "RollBackDeployment", StoryLog.USER);
  }

  void restart() {
    log.begin();
    steps.startTransition(
        DesiredState.RUNNING,
        TransitionCause.RESTART_REQUESTED,
        Optional.of(UpgradeStrategy.Kind.STATEFUL),
        "RestartDeployment");
    replace(UpgradeStrategy.Kind.STATEFUL, "RestartDeployment", StoryLog.USER);
  }

  /** The job dies, and Weir starts another. */
  void heal(FailureReason reason) {
    die(reason, 1);
    if (log.random.nextBoolean()) savepoints.retainCheckpoint();
    clearAway();
    comeUpAnew();
  }

  /** The same cause came back for the fifth time. */
  void healInVain() {
    die(FailureReason.JOB_FAILED, 5);
    clearAway();
    steps.giveUp(FailureReason.HEALING_BUDGET_SPENT, FailureReason.JOB_FAILED);
  }

  private void die(FailureReason reason, int sameCauseCount) {
    log.begin();
    log.tick();
    log.byExecutor("JobEnded", new JobFailed(log.id, log.job, log.failure(reason), sameCauseCount));
  }

  /** Healing begins with the cluster of the dead job. */
  private void clearAway() {
    steps.startTransition(
        DesiredState.RUNNING, TransitionCause.JOB_FAILED, Optional.empty(), "JobEnded");
    steps.tearDown("JobEnded");
    steps.clusterGone();
  }

  void wobble() {
    log.begin();
    log.report("RestartsCounted", new JobRestartsObserved(log.id, log.job, 1));
    log.report(
        "ClusterLost",
        new ClusterUnreachable(log.id, log.job, log.now, "GET /overview: connection refused"));
    log.report("ClusterFound", new ClusterReachable(log.id, log.job));
    log.report(
        "ForeignChangePutBack",
        new ForeignChangeReverted(
            log.id, log.job, "Deployment/job-taskmanager", "replicas 1 -> 3"));
  }
}

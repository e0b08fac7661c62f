package io.weir.projection.history;

import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.JobRescaleFailed;
import io.weir.events.deployment.JobRescaled;
import io.weir.events.deployment.RescaleRequested;
import io.weir.events.deployment.SavepointOrigin;
import io.weir.events.deployment.SpecChange;
import io.weir.events.deployment.TransitionCause;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.UpgradeStrategy;
import java.util.Optional;
import java.util.Set;

/** Running jobs that are to take another scale. */
final class RescaleFlows {
  private final StoryLog log;
  private final Steps steps;
  private final SavepointFlows savepoints;
  private final EditFlows edits;
  private final StopFlows stops;
  private final StartFlows starts;

  RescaleFlows(
      StoryLog log,
      Steps steps,
      SavepointFlows savepoints,
      EditFlows edits,
      StopFlows stops,
      StartFlows starts) {
    this.log = log;
    this.steps = steps;
    this.savepoints = savepoints;
    this.edits = edits;
    this.stops = stops;
    this.starts = starts;
  }

  /** Flink is asked; false: the strategy says that nothing is touched. */
  private boolean request() {
    log.begin();
    UpgradeStrategy.Kind kind = log.spec.upgradeStrategy().kind();
    int parallelism = log.spec.template().spec().parallelism() + 1;
    edits.revise(
        Specs.of(log.spec.state(), kind, parallelism),
        Set.of(SpecChange.TEMPLATE),
        "PatchDeployment");
    if (kind == UpgradeStrategy.Kind.NONE) return false;
    steps.startTransition(
        DesiredState.RUNNING,
        TransitionCause.TEMPLATE_CHANGED,
        Optional.empty(),
        "PatchDeployment");
    log.byUser(
        "PatchDeployment",
        new RescaleRequested(
            log.id,
            log.transition,
            log.job,
            log.generation,
            parallelism,
            2,
            log.now.plusSeconds(300)));
    return true;
  }

  /** The job takes the scale and goes on. */
  void rescale() {
    if (!request()) return;
    log.report(
        "RescaleApplied",
        new JobRescaled(
            log.id, log.job, log.generation, log.spec.template().spec().parallelism(), 2));
    log.byExecutor("RescaleApplied", steps.completed(ActualState.RUNNING));
  }

  /** Flink refuses; the job is replaced by the upgrade strategy. */
  void replaceInstead() {
    if (!request()) return;
    UpgradeStrategy.Kind kind = log.spec.upgradeStrategy().kind();
    refused(Optional.of(kind));
    starts.replace(kind, "RescaleUnsuccessful", StoryLog.EXECUTOR);
  }

  /** Flink refuses when something else is wished already: the job is suspended as it is. */
  void suspendInstead() {
    if (!request()) return;
    edits.wish(DesiredState.SUSPENDED);
    refused(Optional.empty());
    steps.giveUp(FailureReason.RESCALE_REFUSED, FailureReason.RESCALE_REFUSED);
    steps.startTransition(
        DesiredState.SUSPENDED,
        TransitionCause.WISH_CHANGED,
        Optional.empty(),
        "RescaleUnsuccessful");
    savepoints.requestSavepoint(
        Optional.of(log.transition),
        SavepointOrigin.SUSPEND,
        1,
        "RescaleUnsuccessful",
        StoryLog.EXECUTOR);
    stops.stopWithSavepoint();
    log.byExecutor("ClusterGone", steps.completed(ActualState.SUSPENDED));
  }

  private void refused(Optional<UpgradeStrategy.Kind> instead) {
    log.tick();
    log.byExecutor(
        "RescaleUnsuccessful",
        new JobRescaleFailed(log.id, log.job, log.failure(FailureReason.RESCALE_REFUSED), instead));
  }
}

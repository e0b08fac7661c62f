package io.weir.command.deployment;

import io.weir.command.deployment.CurrentJob.Phase;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.ClusterBecameReady;
import io.weir.events.deployment.ClusterReachable;
import io.weir.events.deployment.ClusterResourcesApplied;
import io.weir.events.deployment.ClusterUnreachable;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.ForeignChangeReverted;
import io.weir.events.deployment.JobRestartsObserved;
import io.weir.events.deployment.JobStarted;
import io.weir.events.deployment.JobSubmitted;
import io.weir.events.deployment.RescaleRequested;
import io.weir.events.deployment.SavepointTriggered;
import io.weir.events.report.ClusterApplied;
import io.weir.events.report.ClusterFound;
import io.weir.events.report.ClusterGone;
import io.weir.events.report.ClusterLost;
import io.weir.events.report.ClusterReady;
import io.weir.events.report.DeploymentReport;
import io.weir.events.report.ForeignChangePutBack;
import io.weir.events.report.JobAppeared;
import io.weir.events.report.JobEnded;
import io.weir.events.report.JobReport;
import io.weir.events.report.JobRunning;
import io.weir.events.report.RescaleApplied;
import io.weir.events.report.RescaleUnsuccessful;
import io.weir.events.report.RestartsCounted;
import io.weir.events.report.SavepointAccepted;
import io.weir.events.report.SavepointDataReport;
import io.weir.events.report.SavepointUnsuccessful;
import io.weir.events.report.SavepointWritten;
import io.weir.events.report.StartFailed;
import io.weir.events.report.StopFailed;
import io.weir.events.report.TeardownIncomplete;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Does a report say something new? Reports come at least once, late and out of order: what is not
 * about the current step changes nothing.
 */
final class ReportDecider {
  private ReportDecider() {}

  /**
   * The decision. {@link Moment#causeId()} is the report's id, by which a repeat is known.
   *
   * @return never {@link Outcome.Refused}: a fact cannot be refused
   */
  static Outcome decide(DeploymentState state, DeploymentReport report, Moment moment) {
    if (state.history().knows(moment.causeId()))
      return new Outcome.Unchanged(Skip.ALREADY_RECORDED);
    Plan plan = new Plan(state, moment);
    UUID deployment = state.identity().id();
    return switch (report) {
      case SavepointWritten r -> savepointWritten(plan, r);
      case SavepointUnsuccessful r -> savepointUnsuccessful(plan, r);
      case SavepointAccepted r -> savepointAccepted(plan, r);
      case SavepointDataReport r -> DisposalDecider.reported(plan, r);
      case ClusterApplied r ->
          onStep(
              plan,
              r,
              p -> p == Phase.REQUESTED,
              job -> plan.add(new ClusterResourcesApplied(deployment, r.jobId())));
      case ClusterReady r ->
          onStep(
              plan,
              r,
              p -> p.compareTo(Phase.READY) < 0,
              job -> plan.add(new ClusterBecameReady(deployment, r.jobId())));
      case JobAppeared r ->
          onStep(
              plan,
              r,
              p -> p.compareTo(Phase.SUBMITTED) < 0,
              job -> plan.add(new JobSubmitted(deployment, r.jobId())));
      case JobRunning r ->
          onStep(
              plan,
              r,
              Phase::isStarting,
              job -> {
                plan.add(new JobStarted(deployment, r.jobId(), moment.now(), r.restoredFrom()));
                TransitionDecider.complete(plan, ActualState.RUNNING);
              });
      case StartFailed r ->
          onStep(plan, r, Phase::isStarting, job -> StartDecider.failed(plan, r.failure()));
      case JobEnded r ->
          onStep(plan, r, p -> p != Phase.TEARING_DOWN, job -> StopDecider.ended(plan, r));
      case StopFailed r ->
          onStep(
              plan, r, p -> p == Phase.STOPPING, job -> StopDecider.stopFailed(plan, r.failure()));
      case ClusterGone r ->
          onStep(plan, r, p -> p == Phase.TEARING_DOWN, job -> StopDecider.clusterGone(plan, r));
      case TeardownIncomplete r ->
          onStep(
              plan,
              r,
              p -> p == Phase.TEARING_DOWN,
              job -> StopDecider.teardownIncomplete(plan, r.remaining(), r.failure()));
      case RescaleApplied r ->
          onRescale(plan, r, r.generation(), asked -> RescaleDecider.applied(plan, asked));
      case RescaleUnsuccessful r ->
          onRescale(
              plan, r, r.generation(), asked -> RescaleDecider.failed(plan, asked, r.failure()));
      case RestartsCounted r ->
          whenNew(
              plan,
              r,
              job -> r.restarts() > job.restarts(),
              new JobRestartsObserved(deployment, r.jobId(), r.restarts()));
      case ClusterLost r ->
          whenNew(
              plan,
              r,
              job -> job.unreachable().isEmpty(),
              new ClusterUnreachable(deployment, r.jobId(), r.since(), r.detail()));
      case ClusterFound r ->
          whenNew(
              plan,
              r,
              job -> job.unreachable().isPresent(),
              new ClusterReachable(deployment, r.jobId()));
      case ForeignChangePutBack r ->
          whenNew(
              plan,
              r,
              job -> true,
              new ForeignChangeReverted(deployment, r.jobId(), r.resource(), r.detail()));
    };
  }

  private static Outcome onStep(
      Plan plan, JobReport report, Predicate<Phase> awaited, Consumer<CurrentJob> step) {
    Optional<CurrentJob> job = currentJob(plan, report);
    if (job.isEmpty()) return new Outcome.Unchanged(Skip.NOT_THE_CURRENT_JOB);
    if (!awaited.test(job.get().phase())) return new Outcome.Unchanged(Skip.NOT_THE_CURRENT_STEP);
    step.accept(job.get());
    return plan.accepted();
  }

  private static Outcome onRescale(
      Plan plan, JobReport report, long generation, Consumer<RescaleRequested> step) {
    return onStep(
        plan,
        report,
        p -> p == Phase.STARTED && rescaling(plan, generation).isPresent(),
        job -> step.accept(rescaling(plan, generation).orElseThrow()));
  }

  private static Optional<RescaleRequested> rescaling(Plan plan, long generation) {
    return plan.state()
        .job()
        .flatMap(CurrentJob::rescaling)
        .filter(asked -> asked.generation() == generation);
  }

  private static Outcome whenNew(
      Plan plan, JobReport report, Predicate<CurrentJob> isNew, DeploymentEvent event) {
    Optional<CurrentJob> job = currentJob(plan, report);
    if (job.isEmpty()) return new Outcome.Unchanged(Skip.NOT_THE_CURRENT_JOB);
    if (!isNew.test(job.get())) return new Outcome.Unchanged(Skip.NOTHING_NEW);
    return plan.add(event).accepted();
  }

  private static Optional<CurrentJob> currentJob(Plan plan, JobReport report) {
    return plan.state().job().filter(j -> j.id().equals(report.jobId()));
  }

  private static Outcome savepointAccepted(Plan plan, SavepointAccepted r) {
    Optional<CataloguedSavepoint> savepoint = plan.state().catalogue().find(r.savepointId());
    if (savepoint.isEmpty()) return new Outcome.Unchanged(Skip.UNKNOWN_SAVEPOINT);
    if (savepoint.get().phase() != CataloguedSavepoint.Phase.REQUESTED)
      return new Outcome.Unchanged(Skip.SAVEPOINT_SETTLED);
    return plan.add(new SavepointTriggered(r.deploymentId(), r.savepointId())).accepted();
  }

  private static Outcome savepointWritten(Plan plan, SavepointWritten r) {
    Optional<CataloguedSavepoint> savepoint = plan.state().catalogue().find(r.savepointId());
    if (savepoint.isEmpty()) return new Outcome.Unchanged(Skip.UNKNOWN_SAVEPOINT);
    boolean awaited =
        savepoint.get().phase().isOpen()
            || savepoint.get().phase() == CataloguedSavepoint.Phase.FAILED;
    if (!awaited) return new Outcome.Unchanged(Skip.SAVEPOINT_SETTLED);
    SavepointDecider.written(plan, savepoint.get(), r.location(), r.sizeBytes());
    return plan.accepted();
  }

  private static Outcome savepointUnsuccessful(Plan plan, SavepointUnsuccessful r) {
    Optional<CataloguedSavepoint> savepoint = plan.state().catalogue().find(r.savepointId());
    if (savepoint.isEmpty()) return new Outcome.Unchanged(Skip.UNKNOWN_SAVEPOINT);
    if (!savepoint.get().phase().isOpen()) return new Outcome.Unchanged(Skip.SAVEPOINT_SETTLED);
    SavepointDecider.failed(plan, savepoint.get(), r.failure());
    return plan.accepted();
  }
}

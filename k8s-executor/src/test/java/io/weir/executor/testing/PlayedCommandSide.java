package io.weir.executor.testing;

import io.weir.events.deployment.ClusterBecameReady;
import io.weir.events.deployment.ClusterReachable;
import io.weir.events.deployment.ClusterRemoved;
import io.weir.events.deployment.ClusterResourcesApplied;
import io.weir.events.deployment.ClusterTeardownFailed;
import io.weir.events.deployment.ClusterTeardownRequested;
import io.weir.events.deployment.ClusterUnreachable;
import io.weir.events.deployment.DataFate;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.ForeignChangeReverted;
import io.weir.events.deployment.JobFailed;
import io.weir.events.deployment.JobFinished;
import io.weir.events.deployment.JobRescaleFailed;
import io.weir.events.deployment.JobRescaled;
import io.weir.events.deployment.JobRestartsObserved;
import io.weir.events.deployment.JobStartFailed;
import io.weir.events.deployment.JobStarted;
import io.weir.events.deployment.JobStopFailed;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.JobSubmitted;
import io.weir.events.deployment.JobTerminated;
import io.weir.events.deployment.SavepointCompleted;
import io.weir.events.deployment.SavepointDisposalFailed;
import io.weir.events.deployment.SavepointDisposalStarted;
import io.weir.events.deployment.SavepointDisposed;
import io.weir.events.deployment.SavepointFailed;
import io.weir.events.deployment.SavepointTriggered;
import io.weir.events.deployment.StopMode;
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
import io.weir.events.report.SavepointNotRemoved;
import io.weir.events.report.SavepointRemovalBegan;
import io.weir.events.report.SavepointRemoved;
import io.weir.events.report.SavepointUnsuccessful;
import io.weir.events.report.SavepointWritten;
import io.weir.events.report.StartFailed;
import io.weir.events.report.StopFailed;
import io.weir.events.report.TeardownIncomplete;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.decide.DisposalIntent;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.JobPhase;
import io.weir.executor.deployment.decide.Milestone;
import io.weir.executor.deployment.decide.SavepointIntent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the command side answers to a report, as far as the executor can tell: no retries, no
 * healing. A repeated or stale report gives no event.
 */
public final class PlayedCommandSide {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private PlayedCommandSide() {}

  /** The events that follow from a report; none: unchanged. */
  public static List<DeploymentEvent> answer(Desired state, DeploymentReport report, Instant now) {
    return switch (report) {
      case JobReport fact -> answer(state, fact, now);
      case SavepointDataReport fact ->
          state.disposals().stream()
              .filter(each -> each.savepointId().equals(fact.savepointId()))
              .findFirst()
              .map(each -> answer(each, fact))
              .orElse(List.of());
    };
  }

  private static List<DeploymentEvent> answer(DisposalIntent disposal, SavepointDataReport report) {
    UUID deployment = report.deploymentId();
    UUID id = report.savepointId();
    return switch (report) {
      case SavepointRemovalBegan fact ->
          when(!disposal.started(), new SavepointDisposalStarted(deployment, id));
      case SavepointRemoved fact ->
          List.of(
              new SavepointDisposed(
                  deployment, id, fact.found() ? DataFate.REMOVED : DataFate.NOT_FOUND));
      case SavepointNotRemoved fact ->
          List.of(
              new SavepointDisposalFailed(
                  deployment, id, fact.failure(), disposal.request().attempt(), Optional.empty()));
    };
  }

  private static List<DeploymentEvent> answer(Desired state, JobReport report, Instant now) {
    JobIntent job =
        state.jobs().stream()
            .filter(each -> each.jobId().equals(report.jobId()))
            .findFirst()
            .orElse(null);
    if (job == null) return List.of();
    UUID deployment = report.deploymentId();
    UUID id = report.jobId();
    return switch (report) {
      case ClusterApplied fact ->
          starting(job, Milestone.APPLIED, new ClusterResourcesApplied(deployment, id));
      case ClusterReady fact ->
          starting(job, Milestone.READY, new ClusterBecameReady(deployment, id));
      case JobAppeared fact -> starting(job, Milestone.APPEARED, new JobSubmitted(deployment, id));
      case JobRunning fact ->
          when(
              job.phase() == JobPhase.STARTING && job.stop().isEmpty(),
              new JobStarted(deployment, id, now, fact.restoredFrom()));
      case StartFailed fact ->
          when(
              job.phase() == JobPhase.STARTING && job.stop().isEmpty(),
              new JobStartFailed(deployment, id, fact.failure(), 1, 4, Optional.empty()),
              teardown(job, 1, now));
      case JobEnded fact -> ended(job, fact, now);
      case StopFailed fact ->
          when(
              job.stop().isPresent(),
              new JobStopFailed(deployment, id, fact.failure()),
              teardown(job, 1, now));
      case ClusterGone fact ->
          when(job.teardown().isPresent(), new ClusterRemoved(deployment, id, job.clusterName()));
      case TeardownIncomplete fact ->
          job.teardown()
              .map(
                  down ->
                      List.of(
                          new ClusterTeardownFailed(
                              deployment, id, fact.remaining(), fact.failure(), down.attempt()),
                          (DeploymentEvent) teardown(job, down.attempt() + 1, now)))
              .orElse(List.of());
      case SavepointAccepted fact ->
          when(
              open(job, fact.savepointId()).filter(each -> !each.accepted()).isPresent(),
              new SavepointTriggered(deployment, fact.savepointId()));
      case SavepointWritten fact -> written(job, fact, now);
      case SavepointUnsuccessful fact ->
          when(
              open(job, fact.savepointId()).isPresent(),
              new SavepointFailed(
                  deployment, fact.savepointId(), fact.failure(), 1, 1, Optional.empty()));
      case RestartsCounted fact ->
          when(
              fact.restarts() > job.restarts(),
              new JobRestartsObserved(deployment, id, fact.restarts()));
      case RescaleApplied fact ->
          job.rescale()
              .map(
                  intent ->
                      List.<DeploymentEvent>of(
                          new JobRescaled(
                              deployment,
                              id,
                              fact.generation(),
                              intent.request().parallelism(),
                              intent.request().numberOfTaskManagers())))
              .orElse(List.of());
      case RescaleUnsuccessful fact ->
          when(
              job.rescale().isPresent(),
              new JobRescaleFailed(deployment, id, fact.failure(), Optional.empty()));
      case ClusterLost fact ->
          when(
              job.unreachable().isEmpty(),
              new ClusterUnreachable(deployment, id, fact.since(), fact.detail()));
      case ClusterFound fact ->
          when(job.unreachable().isPresent(), new ClusterReachable(deployment, id));
      case ForeignChangePutBack fact ->
          List.of(new ForeignChangeReverted(deployment, id, fact.resource(), fact.detail()));
    };
  }

  private static List<DeploymentEvent> starting(
      JobIntent job, Milestone milestone, DeploymentEvent event) {
    return when(
        job.phase() == JobPhase.STARTING
            && job.stop().isEmpty()
            && !job.milestones().contains(milestone),
        event);
  }

  private static List<DeploymentEvent> ended(JobIntent job, JobEnded fact, Instant now) {
    if (job.phase() == JobPhase.ENDED) return List.of();
    UUID deployment = fact.deploymentId();
    ClusterTeardownRequested down = teardown(job, 1, now);
    if (job.stop().isPresent())
      return List.of(new JobTerminated(deployment, fact.jobId(), fact.finalStatus(), now), down);
    if (job.phase() != JobPhase.RUNNING) return List.of();
    return fact.finalStatus() == FinalStatus.FINISHED
        ? List.of(new JobFinished(deployment, fact.jobId(), now), down)
        : List.of(
            fact.failure()
                .<DeploymentEvent>map(why -> new JobFailed(deployment, fact.jobId(), why, 1))
                .orElseGet(
                    () -> new JobTerminated(deployment, fact.jobId(), fact.finalStatus(), now)),
            down);
  }

  private static List<DeploymentEvent> written(JobIntent job, SavepointWritten fact, Instant now) {
    Optional<SavepointIntent> savepoint = open(job, fact.savepointId());
    if (savepoint.isEmpty()) return List.of();
    DeploymentEvent completed =
        new SavepointCompleted(
            fact.deploymentId(), fact.savepointId(), fact.location(), fact.sizeBytes(), now);
    boolean stops = savepoint.get().stopsTheJob() && job.stop().isEmpty();
    return stops
        ? List.of(
            completed,
            new JobStopRequested(
                fact.deploymentId(),
                Intents.TRANSITION,
                fact.jobId(),
                StopMode.AFTER_SAVEPOINT,
                Optional.of(fact.savepointId()),
                now.plus(PATIENCE)))
        : List.of(completed);
  }

  public static ClusterTeardownRequested teardown(JobIntent job, int attempt, Instant now) {
    return new ClusterTeardownRequested(
        job.deploymentId(),
        job.jobId(),
        job.clusterName(),
        job.kubernetesNamespace(),
        attempt,
        now.plus(PATIENCE));
  }

  private static Optional<SavepointIntent> open(JobIntent job, UUID savepointId) {
    return job.savepoints().stream()
        .filter(each -> each.savepointId().equals(savepointId))
        .findFirst();
  }

  private static List<DeploymentEvent> when(boolean holds, DeploymentEvent... events) {
    return holds ? List.of(events) : List.of();
  }
}

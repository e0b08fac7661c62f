package io.weir.projection.jobs;

import io.weir.events.deployment.ClusterBecameReady;
import io.weir.events.deployment.ClusterReachable;
import io.weir.events.deployment.ClusterRemoved;
import io.weir.events.deployment.ClusterResourcesApplied;
import io.weir.events.deployment.ClusterTeardownFailed;
import io.weir.events.deployment.ClusterTeardownRequested;
import io.weir.events.deployment.ClusterUnreachable;
import io.weir.events.deployment.DeploymentDeleted;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.DeploymentRegistered;
import io.weir.events.deployment.DeploymentSpecRevised;
import io.weir.events.deployment.DeploymentUndeleted;
import io.weir.events.deployment.ForeignChangeReverted;
import io.weir.events.deployment.JobFailed;
import io.weir.events.deployment.JobFinished;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobRescaleFailed;
import io.weir.events.deployment.JobRescaled;
import io.weir.events.deployment.JobRestartsObserved;
import io.weir.events.deployment.JobStartFailed;
import io.weir.events.deployment.JobStarted;
import io.weir.events.deployment.JobStopFailed;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.JobSubmitted;
import io.weir.events.deployment.JobTerminated;
import io.weir.events.deployment.RescaleRequested;
import io.weir.events.deployment.RetainedCheckpointFound;
import io.weir.events.deployment.SavepointCompleted;
import io.weir.events.deployment.SavepointCopied;
import io.weir.events.deployment.SavepointDisposalFailed;
import io.weir.events.deployment.SavepointDisposalRequested;
import io.weir.events.deployment.SavepointDisposalStarted;
import io.weir.events.deployment.SavepointDisposed;
import io.weir.events.deployment.SavepointFailed;
import io.weir.events.deployment.SavepointPinned;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.deployment.SavepointTriggered;
import io.weir.events.deployment.SavepointUnpinned;
import io.weir.events.deployment.TransitionCompleted;
import io.weir.events.deployment.TransitionFailed;
import io.weir.events.deployment.TransitionRedirected;
import io.weir.events.deployment.TransitionStarted;
import io.weir.events.wire.EventMetadata;
import io.weir.projection.jobs.JobView.Earlier;
import io.weir.projection.jobs.JobView.Progress;
import io.weir.projection.jobs.JobView.Replaced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Folds the events of a job into its view. Pure. */
public final class JobProjector {
  private JobProjector() {}

  /** The job that the event changes, if it changes one. */
  public static Optional<UUID> jobOf(DeploymentEvent event) {
    return switch (event) {
      case JobRequested e -> Optional.of(e.jobId());
      case ClusterResourcesApplied e -> Optional.of(e.jobId());
      case ClusterBecameReady e -> Optional.of(e.jobId());
      case JobSubmitted e -> Optional.of(e.jobId());
      case JobStarted e -> Optional.of(e.jobId());
      case JobStartFailed e -> Optional.of(e.jobId());
      case JobStopRequested e -> Optional.of(e.jobId());
      case JobTerminated e -> Optional.of(e.jobId());
      case JobStopFailed e -> Optional.of(e.jobId());
      case JobFinished e -> Optional.of(e.jobId());
      case JobFailed e -> Optional.of(e.jobId());
      case JobRestartsObserved e -> Optional.of(e.jobId());
      case RescaleRequested e -> Optional.of(e.jobId());
      case JobRescaled e -> Optional.of(e.jobId());
      case JobRescaleFailed e -> Optional.of(e.jobId());
      case ClusterUnreachable e -> Optional.of(e.jobId());
      case ClusterReachable e -> Optional.of(e.jobId());
      case ForeignChangeReverted e -> Optional.of(e.jobId());
      case ClusterTeardownRequested e -> Optional.of(e.jobId());
      case ClusterTeardownFailed e -> Optional.of(e.jobId());
      case ClusterRemoved e -> Optional.of(e.jobId());
      case DeploymentRegistered e -> Optional.empty();
      case DeploymentSpecRevised e -> Optional.empty();
      case DeploymentDeleted e -> Optional.empty();
      case DeploymentUndeleted e -> Optional.empty();
      case TransitionStarted e -> Optional.empty();
      case TransitionRedirected e -> Optional.empty();
      case TransitionCompleted e -> Optional.empty();
      case TransitionFailed e -> Optional.empty();
      case SavepointRequested e -> Optional.empty();
      case SavepointTriggered e -> Optional.empty();
      case SavepointCompleted e -> Optional.empty();
      case SavepointFailed e -> Optional.empty();
      case SavepointCopied e -> Optional.empty();
      case RetainedCheckpointFound e -> Optional.empty();
      case SavepointDisposalRequested e -> Optional.empty();
      case SavepointDisposalStarted e -> Optional.empty();
      case SavepointDisposed e -> Optional.empty();
      case SavepointDisposalFailed e -> Optional.empty();
      case SavepointPinned e -> Optional.empty();
      case SavepointUnpinned e -> Optional.empty();
    };
  }

  /**
   * The view after an event for which {@link #jobOf} names this job.
   *
   * @param before the view until then; empty before the request
   * @param now the deployment's own clock
   * @param replaced the job that the transition under way puts another in the place of
   * @throws IllegalStateException when the job was never requested
   */
  public static JobView fold(
      Optional<JobView> before,
      EventMetadata metadata,
      DeploymentEvent event,
      Instant now,
      Optional<Replaced> replaced) {
    if (event instanceof JobRequested request)
      return new JobView(
          request.jobId(),
          metadata.namespace(),
          metadata.subject(),
          request,
          List.of(),
          Progress.REQUESTED,
          now,
          now,
          1,
          metadata.sequence());
    JobView job =
        before.orElseThrow(
            () ->
                new IllegalStateException(
                    "Expected JobRequested before %s, but the job is unknown".formatted(event)));
    return new JobView(
        job.id(),
        job.namespace(),
        job.deploymentName(),
        event instanceof JobRescaled scaled
            ? job.request()
                .rescaled(scaled.generation(), scaled.parallelism(), scaled.numberOfTaskManagers())
            : job.request(),
        event instanceof JobRescaled ? withEarlier(job, now) : job.earlier(),
        progress(job.progress(), event, now, replaced),
        job.createdAt(),
        now,
        job.resourceVersion() + 1,
        metadata.sequence());
  }

  private static List<Earlier> withEarlier(JobView job, Instant now) {
    List<Earlier> earlier = new ArrayList<>(job.earlier());
    earlier.add(new Earlier(job.request().spec().numberOfTaskManagers(), now));
    return earlier;
  }

  private static Progress progress(
      Progress job, DeploymentEvent event, Instant now, Optional<Replaced> replaced) {
    return switch (event) {
      case JobRequested e -> Progress.REQUESTED;
      case ClusterResourcesApplied e -> job;
      case ClusterBecameReady e -> job;
      case JobSubmitted e -> job.observed("CREATED", job.restarts());
      case JobStarted e -> job.started(e.startedAt(), e.restoredFrom(), replaced);
      case JobStartFailed e ->
          job.ended(JobState.FAILED, "UNKNOWN", Optional.of(e.failure()), e.failure().failedAt());
      case JobStopRequested e -> job.terminating();
      case JobTerminated e ->
          job.ended(JobState.TERMINATED, e.finalStatus().name(), job.failure(), e.terminatedAt());
      case JobStopFailed e -> job.failing(e.failure());
      case JobFinished e -> job.ended(JobState.FINISHED, "FINISHED", job.failure(), e.finishedAt());
      case JobFailed e ->
          job.ended(JobState.FAILED, "FAILED", Optional.of(e.failure()), e.failure().failedAt());
      case JobRestartsObserved e -> job.observed(job.flinkStatus(), e.restarts());
      case RescaleRequested e -> job;
      case JobRescaled e -> job;
      case JobRescaleFailed e -> job;
      case ClusterUnreachable e -> job.observed("UNKNOWN", job.restarts());
      case ClusterReachable e ->
          job.observed(
              job.state() == JobState.STARTED ? "RUNNING" : job.flinkStatus(), job.restarts());
      case ForeignChangeReverted e -> job;
      case ClusterTeardownRequested e -> job;
      case ClusterTeardownFailed e -> job;
      // A job that could not be stopped ends with its cluster.
      case ClusterRemoved e ->
          job.hasEnded() ? job : job.ended(JobState.TERMINATED, "UNKNOWN", job.failure(), now);
      case DeploymentRegistered e -> job;
      case DeploymentSpecRevised e -> job;
      case DeploymentDeleted e -> job;
      case DeploymentUndeleted e -> job;
      case TransitionStarted e -> job;
      case TransitionRedirected e -> job;
      case TransitionCompleted e -> job;
      case TransitionFailed e -> job;
      case SavepointRequested e -> job;
      case SavepointTriggered e -> job;
      case SavepointCompleted e -> job;
      case SavepointFailed e -> job;
      case SavepointCopied e -> job;
      case RetainedCheckpointFound e -> job;
      case SavepointDisposalRequested e -> job;
      case SavepointDisposalStarted e -> job;
      case SavepointDisposed e -> job;
      case SavepointDisposalFailed e -> job;
      case SavepointPinned e -> job;
      case SavepointUnpinned e -> job;
    };
  }
}

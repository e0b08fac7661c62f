package io.weir.projection.savepoints;

import io.weir.events.deployment.ClusterBecameReady;
import io.weir.events.deployment.ClusterReachable;
import io.weir.events.deployment.ClusterRemoved;
import io.weir.events.deployment.ClusterResourcesApplied;
import io.weir.events.deployment.ClusterTeardownFailed;
import io.weir.events.deployment.ClusterTeardownRequested;
import io.weir.events.deployment.ClusterUnreachable;
import io.weir.events.deployment.CopySource;
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
import io.weir.events.deployment.SavepointOrigin;
import io.weir.events.deployment.SavepointPinned;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.deployment.SavepointTriggered;
import io.weir.events.deployment.SavepointUnpinned;
import io.weir.events.deployment.TransitionCompleted;
import io.weir.events.deployment.TransitionFailed;
import io.weir.events.deployment.TransitionRedirected;
import io.weir.events.deployment.TransitionStarted;
import io.weir.events.wire.EventMetadata;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Folds the events of a savepoint into its catalogue entry. Pure. */
public final class SavepointProjector {
  private SavepointProjector() {}

  /** The savepoint that the event changes, if it changes one. */
  public static Optional<UUID> savepointOf(DeploymentEvent event) {
    return switch (event) {
      case SavepointRequested e -> Optional.of(e.savepointId());
      case SavepointTriggered e -> Optional.of(e.savepointId());
      case SavepointCompleted e -> Optional.of(e.savepointId());
      case SavepointFailed e -> Optional.of(e.savepointId());
      case SavepointCopied e -> Optional.of(e.savepointId());
      case RetainedCheckpointFound e -> Optional.of(e.savepointId());
      case SavepointDisposalRequested e -> Optional.of(e.savepointId());
      case SavepointDisposalStarted e -> Optional.of(e.savepointId());
      case SavepointDisposed e -> Optional.of(e.savepointId());
      case SavepointDisposalFailed e -> Optional.of(e.savepointId());
      case SavepointPinned e -> Optional.of(e.savepointId());
      case SavepointUnpinned e -> Optional.of(e.savepointId());
      // A stop after a savepoint names it, but does not change it.
      case JobStopRequested e -> Optional.empty();
      case JobRequested e -> Optional.empty();
      case ClusterResourcesApplied e -> Optional.empty();
      case ClusterBecameReady e -> Optional.empty();
      case JobSubmitted e -> Optional.empty();
      case JobStarted e -> Optional.empty();
      case JobStartFailed e -> Optional.empty();
      case JobTerminated e -> Optional.empty();
      case JobStopFailed e -> Optional.empty();
      case JobFinished e -> Optional.empty();
      case JobFailed e -> Optional.empty();
      case JobRestartsObserved e -> Optional.empty();
      case RescaleRequested e -> Optional.empty();
      case JobRescaled e -> Optional.empty();
      case JobRescaleFailed e -> Optional.empty();
      case ClusterUnreachable e -> Optional.empty();
      case ClusterReachable e -> Optional.empty();
      case ForeignChangeReverted e -> Optional.empty();
      case ClusterTeardownRequested e -> Optional.empty();
      case ClusterTeardownFailed e -> Optional.empty();
      case ClusterRemoved e -> Optional.empty();
      case DeploymentRegistered e -> Optional.empty();
      case DeploymentSpecRevised e -> Optional.empty();
      case DeploymentDeleted e -> Optional.empty();
      case DeploymentUndeleted e -> Optional.empty();
      case TransitionStarted e -> Optional.empty();
      case TransitionRedirected e -> Optional.empty();
      case TransitionCompleted e -> Optional.empty();
      case TransitionFailed e -> Optional.empty();
    };
  }

  /**
   * The entry after an event for which {@link #savepointOf} names this savepoint.
   *
   * @param before the entry until then; empty before the first event
   * @param now the deployment's own clock
   * @throws IllegalStateException when the savepoint is unknown and the event does not begin one
   */
  public static SavepointView fold(
      Optional<SavepointView> before, EventMetadata metadata, DeploymentEvent event, Instant now) {
    return switch (event) {
      case SavepointRequested e -> requested(e, metadata, now);
      case SavepointCopied e -> copied(e, metadata, now);
      case RetainedCheckpointFound e -> retained(e, metadata, now);
      case SavepointDisposalRequested e when e.attempt() > 1 ->
          known(before, e)
              .removedAgain(
                  new SavepointView.NextRemoval(e.attempt(), e.notBefore()),
                  metadata.sequence(),
                  now);
      case SavepointDisposalRequested e ->
          known(before, e)
              .going(SavepointState.PENDING_DELETION, Optional.empty(), metadata.sequence(), now);
      case SavepointDisposalStarted e ->
          known(before, e)
              .going(SavepointState.DELETING, Optional.empty(), metadata.sequence(), now);
      case SavepointDisposalFailed e ->
          known(before, e)
              .going(
                  SavepointState.FAILED_DELETION,
                  Optional.of(e.failure()),
                  metadata.sequence(),
                  now);
      case SavepointDisposed e ->
          known(before, e)
              .going(SavepointState.DELETED, Optional.empty(), metadata.sequence(), now);
      case SavepointPinned e ->
          known(before, e)
              .pinned(
                  Optional.of(new SavepointView.Pin(e.reason(), metadata.actor().text(), now)),
                  metadata.sequence(),
                  now);
      case SavepointUnpinned e ->
          known(before, e).pinned(Optional.empty(), metadata.sequence(), now);
      case SavepointTriggered e -> known(before, e).unchanged(metadata.sequence(), now);
      case SavepointCompleted e ->
          known(before, e)
              .completed(e.location(), e.sizeBytes(), e.completedAt(), metadata.sequence(), now);
      case SavepointFailed e -> known(before, e).failed(e.failure(), metadata.sequence(), now);
      case JobStopRequested e -> throw foreign(e);
      case JobRequested e -> throw foreign(e);
      case ClusterResourcesApplied e -> throw foreign(e);
      case ClusterBecameReady e -> throw foreign(e);
      case JobSubmitted e -> throw foreign(e);
      case JobStarted e -> throw foreign(e);
      case JobStartFailed e -> throw foreign(e);
      case JobTerminated e -> throw foreign(e);
      case JobStopFailed e -> throw foreign(e);
      case JobFinished e -> throw foreign(e);
      case JobFailed e -> throw foreign(e);
      case JobRestartsObserved e -> throw foreign(e);
      case RescaleRequested e -> throw foreign(e);
      case JobRescaled e -> throw foreign(e);
      case JobRescaleFailed e -> throw foreign(e);
      case ClusterUnreachable e -> throw foreign(e);
      case ClusterReachable e -> throw foreign(e);
      case ForeignChangeReverted e -> throw foreign(e);
      case ClusterTeardownRequested e -> throw foreign(e);
      case ClusterTeardownFailed e -> throw foreign(e);
      case ClusterRemoved e -> throw foreign(e);
      case DeploymentRegistered e -> throw foreign(e);
      case DeploymentSpecRevised e -> throw foreign(e);
      case DeploymentDeleted e -> throw foreign(e);
      case DeploymentUndeleted e -> throw foreign(e);
      case TransitionStarted e -> throw foreign(e);
      case TransitionRedirected e -> throw foreign(e);
      case TransitionCompleted e -> throw foreign(e);
      case TransitionFailed e -> throw foreign(e);
    };
  }

  private static SavepointView known(Optional<SavepointView> before, DeploymentEvent event) {
    return before.orElseThrow(
        () ->
            new IllegalStateException(
                "Expected SavepointRequested before %s, but the savepoint is unknown"
                    .formatted(event)));
  }

  private static IllegalStateException foreign(DeploymentEvent event) {
    return new IllegalStateException("Expected an event of a savepoint, but got " + event);
  }

  private static SavepointView requested(
      SavepointRequested e, EventMetadata metadata, Instant now) {
    return new SavepointView(
        e.savepointId(),
        metadata.namespace(),
        e.deploymentId(),
        Optional.of(e.jobId()),
        e.transitionId(),
        e.origin(),
        Optional.of(e.format()),
        SavepointState.STARTED,
        Optional.empty(),
        Optional.of(e.triggerId().toString().replace("-", "")),
        Optional.empty(),
        Optional.empty(),
        e.attempt(),
        e.maxAttempts(),
        now,
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1,
        metadata.sequence());
  }

  private static SavepointView copied(SavepointCopied e, EventMetadata metadata, Instant now) {
    return registered(
        e.savepointId(),
        metadata,
        Optional.empty(),
        SavepointOrigin.COPIED,
        e.location(),
        e.flinkSavepointId(),
        e.source().flatMap(CopySource::sizeBytes),
        e.source().map(CopySource::takenAt).orElse(now),
        now);
  }

  private static SavepointView retained(
      RetainedCheckpointFound e, EventMetadata metadata, Instant now) {
    return registered(
        e.savepointId(),
        metadata,
        Optional.of(e.jobId()),
        SavepointOrigin.RETAINED_CHECKPOINT,
        e.location(),
        Optional.empty(),
        Optional.empty(),
        e.completedAt(),
        now);
  }

  private static SavepointView registered(
      UUID id,
      EventMetadata metadata,
      Optional<UUID> jobId,
      SavepointOrigin origin,
      String location,
      Optional<String> flinkSavepointId,
      Optional<Long> sizeBytes,
      Instant completedAt,
      Instant now) {
    return new SavepointView(
        id,
        metadata.namespace(),
        metadata.aggregateId(),
        jobId,
        Optional.empty(),
        origin,
        Optional.empty(),
        SavepointState.COMPLETED,
        Optional.of(location),
        flinkSavepointId,
        sizeBytes,
        Optional.empty(),
        1,
        1,
        now,
        now,
        Optional.of(completedAt),
        Optional.empty(),
        Optional.empty(),
        1,
        metadata.sequence());
  }
}

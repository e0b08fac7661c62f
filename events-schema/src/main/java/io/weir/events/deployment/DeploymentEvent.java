package io.weir.events.deployment;

import io.weir.events.AggregateKind;
import io.weir.events.WeirEvent;
import java.util.UUID;

/** Something that happened to a deployment. The list is closed: whoever folds it handles each. */
public sealed interface DeploymentEvent extends WeirEvent
    permits DeploymentRegistered,
        DeploymentSpecRevised,
        DeploymentDeleted,
        DeploymentUndeleted,
        TransitionStarted,
        TransitionRedirected,
        TransitionCompleted,
        TransitionFailed,
        JobRequested,
        ClusterResourcesApplied,
        ClusterBecameReady,
        JobSubmitted,
        JobStarted,
        JobStartFailed,
        JobStopRequested,
        JobTerminated,
        JobStopFailed,
        JobFinished,
        JobFailed,
        JobRestartsObserved,
        RescaleRequested,
        JobRescaled,
        JobRescaleFailed,
        ClusterUnreachable,
        ClusterReachable,
        ForeignChangeReverted,
        ClusterTeardownRequested,
        ClusterTeardownFailed,
        ClusterRemoved,
        SavepointRequested,
        SavepointTriggered,
        SavepointCompleted,
        SavepointFailed,
        SavepointCopied,
        RetainedCheckpointFound,
        SavepointDisposalRequested,
        SavepointDisposalStarted,
        SavepointDisposed,
        SavepointDisposalFailed,
        SavepointPinned,
        SavepointUnpinned {
  /** The deployment that it happened to. */
  UUID deploymentId();

  @Override
  default UUID aggregateId() {
    return deploymentId();
  }

  @Override
  default AggregateKind kind() {
    return AggregateKind.DEPLOYMENT;
  }
}

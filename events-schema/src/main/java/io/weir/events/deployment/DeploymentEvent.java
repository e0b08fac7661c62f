package io.weir.events.deployment;

import java.util.UUID;

/** Something that happened to a deployment. The list is closed: whoever folds it handles each. */
public sealed interface DeploymentEvent
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
        RetainedCheckpointFound {
  /** The deployment that it happened to. */
  UUID deploymentId();
}

package io.weir.events.report;

import java.util.UUID;

/** A fact about one job of one deployment, as the executor saw it. */
public sealed interface TransitionReport
    permits ClusterApplied,
        ClusterReady,
        JobAppeared,
        JobRunning,
        StartFailed,
        JobEnded,
        StopFailed,
        ClusterGone,
        TeardownIncomplete,
        SavepointAccepted,
        SavepointWritten,
        SavepointUnsuccessful,
        RestartsCounted,
        ClusterLost,
        ClusterFound,
        ForeignChangePutBack {
  /** The deployment. */
  UUID deploymentId();

  /** The job that the fact is about. */
  UUID jobId();
}

package io.weir.events.report;

import java.util.UUID;

/** A fact about one job of one deployment. */
public sealed interface JobReport extends DeploymentReport
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
        RescaleApplied,
        RescaleUnsuccessful,
        ClusterLost,
        ClusterFound,
        ForeignChangePutBack {
  /** The job that the fact is about. */
  UUID jobId();

  @Override
  default UUID subjectId() {
    return jobId();
  }
}

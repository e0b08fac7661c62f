package io.weir.executor.deployment.decide;

/** How far a job is, as the log shows it. */
public enum JobPhase {
  /** Requested; the log does not show yet that it ran or failed. */
  STARTING,
  /** It was seen running. */
  RUNNING,
  /** It failed to start or ended; only its cluster is left. */
  ENDED
}

package io.weir.events.deployment;

/** How a job is ended. */
public enum StopMode {
  /** Cancel without a savepoint. */
  CANCEL,
  /** A stop with savepoint has completed: see the end of the job. */
  AFTER_SAVEPOINT
}

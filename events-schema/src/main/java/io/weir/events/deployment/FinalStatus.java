package io.weir.events.deployment;

/** The globally terminal statuses of a Flink job. */
public enum FinalStatus {
  /** Ended by itself, or stopped with a savepoint. */
  FINISHED,
  /** Cancelled. */
  CANCELED,
  /** Ended by an error. */
  FAILED,
  /** The cluster is gone and nothing says how the job ended. */
  UNKNOWN
}

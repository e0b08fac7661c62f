package io.weir.projection.jobs;

/** The states of a job on the wire (app-manager-api.md 4.11); STANDBY is never used. */
public enum JobState {
  /** Requested; Flink has not reported RUNNING yet. */
  STARTING,
  /** Flink reported RUNNING. */
  STARTED,
  /** Asked to end. */
  TERMINATING,
  /** Ended as asked. */
  TERMINATED,
  /** A finite job ended by itself. */
  FINISHED,
  /** Did not start, or died. */
  FAILED
}

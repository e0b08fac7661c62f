package io.weir.events.deployment;

/** What taking the savepoint does to the job. */
public enum SavepointEffect {
  /** The job goes on. */
  KEEP_RUNNING,
  /** Flink stops the job with the savepoint; nothing is processed after it. */
  STOP,
  /** As STOP, and event time is advanced to its end first. */
  DRAIN
}

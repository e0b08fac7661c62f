package io.weir.executor.deployment.decide;

/** What a JobManager says of the programs that it was started with. */
public enum Programs {
  /** It knows none: it has not begun, or came back after the end of what it ran. */
  NONE,
  /** At least one has not ended. */
  RUNNING,
  /** There are some and all have ended: a job that is absent then will never come. */
  ENDED,
  /** This version of Flink cannot tell, or did not answer. */
  UNKNOWN
}

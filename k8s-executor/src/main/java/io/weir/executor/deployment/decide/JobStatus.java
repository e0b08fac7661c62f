package io.weir.executor.deployment.decide;

/** Flink's job statuses. */
public enum JobStatus {
  INITIALIZING,
  CREATED,
  RUNNING,
  FAILING,
  FAILED,
  CANCELLING,
  CANCELED,
  FINISHED,
  RESTARTING,
  SUSPENDED,
  RECONCILING,
  /** A word that this version does not know. */
  UNRECOGNIZED;

  /** Whether Flink will never change it again. */
  public boolean terminal() {
    return this == FAILED || this == CANCELED || this == FINISHED;
  }
}

package io.weir.executor.deployment.decide;

/** A step of a start that the log already shows. */
public enum Milestone {
  /** Every object of the cluster was applied. */
  APPLIED,
  /** The JobManager answered. */
  READY,
  /** Flink knew the job. */
  APPEARED
}

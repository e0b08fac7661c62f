package io.weir.events.deployment;

/** Why a step failed: the closed list that clients may switch on. */
public enum FailureReason {
  /** The target's Kubernetes namespace does not exist. */
  TARGET_NOT_FOUND(false),
  /** Kubernetes refused the executor's rights. */
  FORBIDDEN(false),
  /** Kubernetes refused the rendered object as invalid. */
  INVALID_MANIFEST(false),
  /** A quota of the namespace is used up. */
  QUOTA_EXCEEDED(true),
  /** The spec refers to a secret that the namespace does not have. */
  SECRET_NOT_FOUND(true),
  /** The session cluster is not up, or not the start of it that the job was meant for. */
  SESSION_CLUSTER_NOT_RUNNING(true),
  /** The session cluster that the spec names is not there, or does not run what the spec needs. */
  SESSION_CLUSTER_UNFIT(false),
  /** The user's jar could not be fetched. */
  ARTIFACT_NOT_FETCHED(true),
  /** The main class is not in the jar, or could not be loaded. */
  ENTRY_CLASS_NOT_LOADED(true),
  /** The program's main method threw. */
  MAIN_FAILED(true),
  /** The program ended without submitting a job. */
  MAIN_WITHOUT_JOB(true),
  /** Flink could not restore from the chosen savepoint. */
  RESTORE_FAILED(true),
  /** Flink reported FAILED. */
  JOB_FAILED(true),
  /** The JobManager's container ended and nothing will start it again. */
  JOB_MANAGER_EXITED(true),
  /** The cluster's objects were there and are gone, not by us. */
  JOB_VANISHED(true),
  /** The step's deadline passed. */
  DEADLINE_EXCEEDED(true),
  /** Flink reported the savepoint as failed. */
  SAVEPOINT_FAILED(true),
  /** The savepoint could not be triggered. */
  SAVEPOINT_NOT_TRIGGERED(true),
  /** The savepoint's outcome can no longer be learned. */
  SAVEPOINT_OUTCOME_UNKNOWN(true),
  /** The job ended before the savepoint was complete. */
  JOB_ENDED_BEFORE_SAVEPOINT(false),
  /** A user gave the savepoint up while it was being written. */
  SAVEPOINT_GIVEN_UP(false),
  /** No restore point may be used and an empty start is not allowed. */
  NO_RESTORE_POINT(false),
  /** Data could not be removed. */
  DATA_NOT_REMOVED(true),
  /** Nothing is where data should be, and nothing shows that its storage is there. */
  DATA_NOT_SEEN(true),
  /** No executor can remove data from this kind of storage. */
  STORAGE_NOT_SUPPORTED(false),
  /** Flink does not take another parallelism for this job. */
  RESCALE_REFUSED(false),
  /** The job could not be stopped. */
  STOP_FAILED(true),
  /** Objects of the cluster remain. */
  TEARDOWN_FAILED(true),
  /** The same root cause came back too often since the last change of the spec. */
  HEALING_BUDGET_SPENT(false),
  /** Every allowed attempt failed; the failed attempts hold the causes. */
  ATTEMPTS_EXHAUSTED(false),
  /** None of the above; the message says more. */
  UNCLASSIFIED(true);

  private final boolean retryable;

  FailureReason(boolean retryable) {
    this.retryable = retryable;
  }

  /** Whether another attempt with the same spec can succeed. */
  public boolean retryable() {
    return retryable;
  }
}

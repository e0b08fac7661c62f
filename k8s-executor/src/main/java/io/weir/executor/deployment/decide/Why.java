package io.weir.executor.deployment.decide;

/** Why a decision is what it is: the closed list behind the log line and the metric. */
public enum Why {
  /** The log wants nothing of this deployment's clusters. */
  NOTHING_WANTED,
  /** The back-off of the intent has not passed. */
  NOT_BEFORE,
  /** The API server did not answer, or the cache is not in sync. */
  KUBERNETES_UNKNOWN,
  /** The cache says absent: the API server has to say so itself. */
  ABSENCE_UNCONFIRMED,
  /** The parent object is missing. */
  OWNER_MISSING,
  /** Parts are missing. */
  PARTS_MISSING,
  /** The JobManager does not answer yet. */
  JOB_MANAGER_AWAITED,
  /** TaskManagers have not registered yet, or are still there. */
  TASK_MANAGERS_AWAITED,
  /** Another number of TaskManagers is wanted. */
  SCALE_WANTED,
  /** Flink does not know the job yet. */
  JOB_AWAITED,
  /** The job is there, its tasks do not all run yet. */
  TASKS_AWAITED,
  /** The job runs and the log does not show it yet. */
  JOB_CAME_UP,
  /** The session cluster is not up yet. */
  SESSION_CLUSTER_AWAITED,
  /** What the log says of the session cluster cannot be read. */
  SESSION_CLUSTER_UNKNOWN,
  /** The program has to be handed to the session cluster. */
  NOT_SUBMITTED,
  /** The program is being handed to the session cluster. */
  SUBMISSION_AWAITED,
  /** The job's program lies in the session cluster still. */
  JARS_LEFT,
  /** The start cannot succeed any more. */
  START_FAILED,
  /** Runs as wanted. */
  RUNS,
  /** The job runs, but its JobManager does not answer. */
  JOB_MANAGER_SILENT,
  /** The job ended. */
  JOB_ENDED,
  /** Somebody changed or deleted an object. */
  FOREIGN_CHANGE,
  /** A job goes on that its deployment has given up. */
  STRAY_JOB,
  /** A savepoint has to be triggered. */
  SAVEPOINT_NOT_TRIGGERED,
  /** A savepoint is being written. */
  SAVEPOINT_PENDING,
  /** A savepoint is complete. */
  SAVEPOINT_WRITTEN,
  /** A savepoint will not be complete. */
  SAVEPOINT_FAILED,
  /** What became of a savepoint cannot be learned now. */
  SAVEPOINT_UNKNOWN,
  /** The job has to be given, or told of, its new scale. */
  RESCALE_WANTED,
  /** The job has not taken its new scale yet. */
  RESCALE_AWAITED,
  /** The job has taken its new scale. */
  RESCALED,
  /** The job will not take its new scale. */
  RESCALE_FAILED,
  /** The job has to be cancelled. */
  CANCEL_WANTED,
  /** The job is ending. */
  END_AWAITED,
  /** The job did not end in time. */
  STOP_FAILED,
  /** Objects have to be deleted. */
  OBJECTS_LEFT,
  /** Objects are going. */
  REMOVAL_AWAITED,
  /** Objects did not go in time. */
  TEARDOWN_INCOMPLETE,
  /** Nothing is left. */
  CLUSTER_GONE,
  /** A savepoint's data has to be removed. */
  DATA_LEFT,
  /** A savepoint's data is gone. */
  DATA_GONE,
  /** A savepoint's data cannot be removed. */
  DATA_NOT_REMOVED,
  /** Whether a savepoint's data is there cannot be learned now. */
  DATA_UNKNOWN,
  /** The job ended; the command side has not said yet what becomes of its cluster. */
  COMMAND_AWAITED
}

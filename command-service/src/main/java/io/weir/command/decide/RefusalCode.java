package io.weir.command.decide;

/** Why a user's command is refused. */
public enum RefusalCode {
  /** There is no such thing, or it was deleted. */
  NOT_FOUND,
  /** There is no such namespace. */
  UNKNOWN_NAMESPACE,
  /** The namespace is being deleted: it takes nothing new and cannot change. */
  NAMESPACE_TERMINATING,
  /** Every installation has it. */
  ALWAYS_THERE,
  /** Another of its kind in the namespace has this name. */
  NAME_TAKEN,
  /** Something else refers to it. */
  STILL_REFERENCED,
  /** The deployment target or session cluster was deleted. */
  TARGET_GONE,
  /** The id is in use. */
  ID_TAKEN,
  /** The spec breaks a rule; the message names the field. */
  INVALID_SPEC,
  /** The spec asks for what is known and not built; the message says what works instead. */
  NOT_SUPPORTED,
  /** An immutable field was to change. */
  IMMUTABLE_FIELD,
  /** The job had state, and there is nothing to restore it from. */
  NO_RESTORE_POINT,
  /** A savepoint is needed, and nobody said where to write it. */
  SAVEPOINT_DIRECTORY_MISSING,
  /** There is neither a job to suspend nor a completed savepoint to be suspended at. */
  NOTHING_TO_SUSPEND,
  /** A savepoint needs a running job. */
  NO_ACTIVE_JOB,
  /** There is no such savepoint, or it was deleted. */
  SAVEPOINT_NOT_FOUND,
  /** The savepoint is not complete, so nothing can begin from it. */
  SAVEPOINT_NOT_COMPLETE,
  /** The data is being deleted: nothing may begin to refer to it. */
  DATA_BEING_DELETED,
  /** The savepoint is being written. */
  SAVEPOINT_STARTED,
  /** The savepoint is on its way out, or its deletion failed. */
  SAVEPOINT_BEING_DELETED,
  /** The savepoint is pinned. */
  SAVEPOINT_PINNED,
  /** The savepoint is not pinned. */
  NOT_PINNED,
  /** The deployment itself needs the savepoint. */
  SAVEPOINT_IN_USE,
  /** Other savepoints point to the same data. */
  SAVEPOINT_SHARED,
  /** Only what is deleted can be undeleted. */
  NOT_DELETED,
  /** The job is being stopped or started. */
  TRANSITION_UNDER_WAY,
  /** The deployment never had such a job. */
  JOB_NOT_FOUND,
  /** The running job runs the template that it is to go back to. */
  RUNS_THAT_TEMPLATE,
  /** Only what is to be RUNNING can be restarted. */
  NOT_WANTED_RUNNING,
  /** Only a deployment that is to be CANCELLED or SUSPENDED can be deleted. */
  STILL_WANTED,
  /** Deployments have jobs on the session cluster. */
  SESSION_CLUSTER_IN_USE,
  /** That needs a session cluster that is stopped or has failed. */
  SESSION_CLUSTER_RUNS,
  /** The suspension failed and the job runs on: deleting would lose its state. */
  JOB_STILL_RUNS
}

package io.weir.command.deployment;

/** Why a report changes nothing. */
public enum Skip {
  /** This very report was accepted before. */
  ALREADY_RECORDED,
  /** It speaks about a job that is not the current one. */
  NOT_THE_CURRENT_JOB,
  /** The job is past this step, or not yet there. */
  NOT_THE_CURRENT_STEP,
  /** It speaks about a savepoint that nobody asked for. */
  UNKNOWN_SAVEPOINT,
  /** The savepoint's outcome is known already. */
  SAVEPOINT_SETTLED,
  /** It repeats what is known, or nothing is due. */
  NOTHING_NEW,
  /** Something is due and cannot be done now; it is asked again. */
  NOT_NOW
}

package io.weir.events.deployment;

/** Which rule chose the restore point (lifecycle.md "Restore point"). */
public enum RestoreRule {
  /** The newest completed savepoint or retained checkpoint. */
  LATEST_STATE,
  /** The newest completed savepoint. */
  LATEST_SAVEPOINT,
  /** The user went back to an earlier job and its state, whatever the restore strategy. */
  OF_JOB,
  /** The user's restore strategy is NONE: empty, by explicit word. */
  NONE,
  /** Nothing was ever saved, since no job ever ran: begins empty. */
  FIRST_START,
  /** An earlier job ran but never came to RUNNING, so there is no state to lose: begins empty. */
  NO_STATE_YET,
  /** The user confirmed an empty start. */
  EMPTY_START_CONFIRMED
}

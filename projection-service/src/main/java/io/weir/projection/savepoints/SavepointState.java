package io.weir.projection.savepoints;

/** The states of a savepoint on the wire (app-manager-api.md part 3), as far as events lead. */
public enum SavepointState {
  /** Requested; its data is not complete. */
  STARTED,
  /** May be restored from. */
  COMPLETED,
  /** Will never be complete. */
  FAILED
}

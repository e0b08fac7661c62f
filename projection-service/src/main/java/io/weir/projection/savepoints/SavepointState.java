package io.weir.projection.savepoints;

/** The states of a savepoint on the wire (app-manager-api.md part 3), as far as events lead. */
public enum SavepointState {
  /** Requested; its data is not complete. */
  STARTED,
  /** May be restored from. */
  COMPLETED,
  /** Will never be complete. */
  FAILED,
  /** Its data is to be removed. */
  PENDING_DELETION,
  /** Its data is being removed. */
  DELETING,
  /** Its data could not be removed, or not all of it. */
  FAILED_DELETION,
  /** No longer in the catalogue; shown only to who asks for what is deleted. */
  DELETED
}

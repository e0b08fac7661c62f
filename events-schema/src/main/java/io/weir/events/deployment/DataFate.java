package io.weir.events.deployment;

/** What became of a savepoint's data when the savepoint left the catalogue. */
public enum DataFate {
  /** It was removed. */
  REMOVED,
  /** There was nothing at its location, although its storage was there. */
  NOT_FOUND,
  /** Others refer to it, so it stays. */
  KEPT_SHARED,
  /** No job of Weir wrote it, so it is not Weir's to remove. */
  KEPT_FOREIGN,
  /** It could not be removed, and the user gave that up. */
  KEPT_UNREMOVABLE,
  /** Whether there is any could not be told; what there is stays, and the user gave that up. */
  UNKNOWN,
  /** There never was any. */
  NONE
}

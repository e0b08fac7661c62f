package io.weir.events.deployment;

/** Who made a savepoint (app-manager-api.md part 3). */
public enum SavepointOrigin {
  /** A user asked for it. */
  USER_REQUEST,
  /** A suspension or a stateful upgrade took it. */
  SUSPEND,
  /** A pointer to data that was taken elsewhere: reset, fork, import. */
  COPIED,
  /** A checkpoint that Flink kept after the job ended. */
  RETAINED_CHECKPOINT
}

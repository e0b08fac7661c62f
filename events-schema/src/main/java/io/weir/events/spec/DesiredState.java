package io.weir.events.spec;

/** What the user wants a deployment to be (app-manager-api.md part 3). */
public enum DesiredState {
  /** A Flink job runs. */
  RUNNING,
  /** No job runs, and a completed savepoint to resume from exists. */
  SUSPENDED,
  /** No job runs. */
  CANCELLED
}

package io.weir.events.sessions;

/** What a session cluster is (app-manager-api.md 4.10). */
public enum SessionClusterState {
  /** Nothing of it runs. */
  STOPPED,
  /** Asked for, not up yet. */
  STARTING,
  /** Up, and taking jobs. */
  RUNNING,
  /** Up, and getting another number of TaskManagers. */
  UPDATING,
  /** On its way out. */
  STOPPING,
  /** It did not come up. */
  FAILED;

  /** Whether jobs can run on it. */
  public boolean isUp() {
    return this == RUNNING || this == UPDATING;
  }
}

package io.weir.events.sessions;

/** What a user wants a session cluster to be. */
public enum DesiredSessionState {
  /** Up, and taking jobs. */
  RUNNING,
  /** Gone; nothing of it in Kubernetes. */
  STOPPED
}

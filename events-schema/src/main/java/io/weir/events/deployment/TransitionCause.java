package io.weir.events.deployment;

/** Why a transition began. */
public enum TransitionCause {
  /** The user wants another state. */
  WISH_CHANGED,
  /** The template of a running (or failed) deployment changed. */
  TEMPLATE_CHANGED,
  /** The running job died; Weir heals it within a budget. */
  JOB_FAILED,
  /** The user asked for another try. */
  RETRY_REQUESTED,
  /** The user asked for the job to begin anew. */
  RESTART_REQUESTED
}

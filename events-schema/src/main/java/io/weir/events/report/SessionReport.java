package io.weir.events.report;

import java.util.UUID;

/** A fact about one incarnation of a session cluster. */
public sealed interface SessionReport extends TransitionReport
    permits SessionUp,
        SessionStartFailed,
        SessionScaleFailed,
        SessionGone,
        SessionRemovalIncomplete,
        SessionForeignChangePutBack,
        SessionLost,
        SessionFound {
  /** The session cluster. */
  UUID sessionClusterId();

  /** Which start of it. */
  long incarnation();

  @Override
  default UUID aggregateId() {
    return sessionClusterId();
  }

  @Override
  default UUID subjectId() {
    return sessionClusterId();
  }
}

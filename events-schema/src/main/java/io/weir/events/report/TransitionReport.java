package io.weir.events.report;

import java.util.UUID;

/** A fact, as the executor saw it: about a deployment, or about a session cluster. */
public sealed interface TransitionReport permits DeploymentReport, SessionReport {
  /** Whose log it answers; the key of the record. */
  UUID aggregateId();

  /** What the fact is about: a job, a savepoint, or a session cluster. */
  UUID subjectId();
}

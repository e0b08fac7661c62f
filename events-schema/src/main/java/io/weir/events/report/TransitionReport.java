package io.weir.events.report;

import java.util.UUID;

/** A fact about a deployment, as the executor saw it. */
public sealed interface TransitionReport permits JobReport, SavepointDataReport {
  /** The deployment. */
  UUID deploymentId();

  /** What the fact is about: a job, or a savepoint. */
  UUID subjectId();
}

package io.weir.events.report;

import java.util.UUID;

/** A fact about a deployment: about one of its jobs or of its savepoints. */
public sealed interface DeploymentReport extends TransitionReport
    permits JobReport, SavepointDataReport {
  /** The deployment. */
  UUID deploymentId();

  @Override
  default UUID aggregateId() {
    return deploymentId();
  }
}

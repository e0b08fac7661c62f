package io.weir.events.report;

import java.util.UUID;

/** A fact about the data of a savepoint that is to be removed. No job need be there. */
public sealed interface SavepointDataReport extends DeploymentReport
    permits SavepointRemovalBegan, SavepointRemoved, SavepointNotRemoved {
  /** The savepoint that the fact is about. */
  UUID savepointId();

  @Override
  default UUID subjectId() {
    return savepointId();
  }
}

package io.weir.projection.savepoints;

import java.util.List;
import java.util.UUID;

/**
 * A savepoint and who else has its data.
 *
 * @param savepoint the savepoint
 * @param references other savepoints of any deployment with the same data, oldest first
 */
public record SavepointEntry(SavepointView savepoint, List<Reference> references) {
  /**
   * Another savepoint with the same data.
   *
   * @param deploymentId the deployment in whose catalogue it is
   * @param savepointId the savepoint
   */
  public record Reference(UUID deploymentId, UUID savepointId) {}

  public SavepointEntry {
    references = List.copyOf(references);
  }
}

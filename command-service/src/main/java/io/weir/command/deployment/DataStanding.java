package io.weir.command.deployment;

import java.util.List;
import java.util.UUID;

/**
 * What all deployments together know of the data at one location. Nobody else can change it until
 * the transaction ends in which it was read.
 *
 * @param location the one spelling of the location
 * @param writtenByWeir whether a job of Weir wrote it; other people's data is never removed
 * @param doomed whether its removal has been decided: nobody may begin to refer to it
 * @param references the savepoints that point to it, those of deleted deployments too
 */
public record DataStanding(
    String location, boolean writtenByWeir, boolean doomed, List<Reference> references) {
  /**
   * A savepoint that points to the data.
   *
   * @param deploymentId the deployment in whose catalogue it is
   * @param savepointId the savepoint
   */
  public record Reference(UUID deploymentId, UUID savepointId) {}

  public DataStanding {
    references = List.copyOf(references);
  }

  /** Data that Weir hears of for the first time. */
  public static DataStanding unheardOf(String location) {
    return new DataStanding(location, false, false, List.of());
  }

  /** Who else points to it. */
  List<Reference> othersThan(UUID savepointId) {
    return references.stream().filter(r -> !r.savepointId().equals(savepointId)).toList();
  }
}

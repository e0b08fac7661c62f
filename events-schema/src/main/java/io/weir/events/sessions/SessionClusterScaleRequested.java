package io.weir.events.sessions;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Intent: the running cluster is to have this many TaskManagers.
 *
 * @param sessionClusterId the session cluster
 * @param incarnation which start
 * @param numberOfTaskManagers how many
 * @param generation the generation of the spec
 * @param deadline the executor reports failure when they are not there by then
 */
public record SessionClusterScaleRequested(
    UUID sessionClusterId,
    long incarnation,
    int numberOfTaskManagers,
    long generation,
    Instant deadline)
    implements SessionClusterEvent {
  public SessionClusterScaleRequested {
    deadline = deadline.truncatedTo(ChronoUnit.MICROS);
  }
}

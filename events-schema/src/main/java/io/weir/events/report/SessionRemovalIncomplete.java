package io.weir.events.report;

import io.weir.events.deployment.Failure;
import java.util.List;
import java.util.UUID;

/**
 * Objects remain after the deadline.
 *
 * @param sessionClusterId the session cluster
 * @param incarnation which start
 * @param attempt which attempt to remove them this was
 * @param remaining kind and name of each
 * @param failure why
 */
public record SessionRemovalIncomplete(
    UUID sessionClusterId, long incarnation, int attempt, List<String> remaining, Failure failure)
    implements SessionReport {
  public SessionRemovalIncomplete {
    remaining = List.copyOf(remaining);
  }
}

package io.weir.events.sessions;

import io.weir.events.deployment.Failure;
import java.util.List;
import java.util.UUID;

/**
 * Objects remain after the deadline; the next attempt follows.
 *
 * @param sessionClusterId the session cluster
 * @param incarnation which start
 * @param remaining kind and name of each
 * @param failure why
 * @param attempt which attempt this was
 */
public record SessionClusterStopFailed(
    UUID sessionClusterId, long incarnation, List<String> remaining, Failure failure, int attempt)
    implements SessionClusterEvent {
  public SessionClusterStopFailed {
    remaining = List.copyOf(remaining);
  }
}

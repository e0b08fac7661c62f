package io.weir.events.sessions;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Intent: every object of this incarnation is to go. No deployment has a job on it.
 *
 * @param sessionClusterId the session cluster
 * @param incarnation which start
 * @param clusterName the cluster
 * @param kubernetesNamespace where it is
 * @param attempt 1 and up
 * @param deadline the executor reports what remains when not all is gone by then
 */
public record SessionClusterStopRequested(
    UUID sessionClusterId,
    long incarnation,
    String clusterName,
    String kubernetesNamespace,
    int attempt,
    Instant deadline)
    implements SessionClusterEvent {
  public SessionClusterStopRequested {
    deadline = deadline.truncatedTo(ChronoUnit.MICROS);
  }
}

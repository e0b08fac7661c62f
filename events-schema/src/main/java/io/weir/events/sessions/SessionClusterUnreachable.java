package io.weir.events.sessions;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The JobManager of a session cluster that is up cannot be asked. Unknown is not gone: Weir waits,
 * and what runs on it is left alone.
 *
 * @param sessionClusterId the session cluster
 * @param incarnation which start of it
 * @param since the last time it answered
 * @param detail what was tried and what came back
 */
public record SessionClusterUnreachable(
    UUID sessionClusterId, long incarnation, Instant since, String detail)
    implements SessionClusterEvent {
  public SessionClusterUnreachable {
    since = since.truncatedTo(ChronoUnit.MICROS);
  }
}

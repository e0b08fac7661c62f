package io.weir.events.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The JobManager of a session cluster that is up cannot be asked.
 *
 * @param sessionClusterId the session cluster
 * @param incarnation which start of it
 * @param since the last time it answered
 * @param detail what was tried and what came back
 */
public record SessionLost(UUID sessionClusterId, long incarnation, Instant since, String detail)
    implements SessionReport {
  public SessionLost {
    since = since.truncatedTo(ChronoUnit.MICROS);
  }
}

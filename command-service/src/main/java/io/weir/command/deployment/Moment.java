package io.weir.command.deployment;

import java.time.Instant;
import java.util.UUID;

/**
 * Everything a decision needs beside the state and the command.
 *
 * @param now the time
 * @param causeId the id of the command or report; every id that is minted derives from it
 * @param jitter 0 to 1, spreads back-offs
 * @param settings the platform's settings
 * @param sessionClusters the session clusters that jobs can be placed on
 */
public record Moment(
    Instant now,
    UUID causeId,
    double jitter,
    PlatformSettings settings,
    SessionClusters sessionClusters) {
  Cause cause() {
    return new Cause(now, causeId);
  }
}

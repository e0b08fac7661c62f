package io.weir.events.deployment;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * The restore point that was taken.
 *
 * @param savepointId its id in the catalogue
 * @param location where its data is
 * @param origin who made it
 * @param takenAt when it was complete
 * @param age how old it was at the decision, in whole seconds; zero when the clocks disagree
 * @param takenBy the job that wrote it, if known
 */
public record RestorePoint(
    UUID savepointId,
    String location,
    SavepointOrigin origin,
    Instant takenAt,
    Duration age,
    Optional<UUID> takenBy) {
  public RestorePoint {
    takenAt = takenAt.truncatedTo(ChronoUnit.MICROS);
    // JSON Schema's duration has neither fractions nor a sign.
    age = age.isNegative() ? Duration.ZERO : age.truncatedTo(ChronoUnit.SECONDS);
  }
}

package io.weir.events.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Why something failed, in words that a person can act on.
 *
 * @param reason the closed reason
 * @param message one sentence: what failed and where
 * @param rootCause Flink's or Kubernetes' own innermost message, as it came; at most 4,000
 *     characters
 * @param failedAt when it was observed
 */
public record Failure(
    FailureReason reason, String message, Optional<String> rootCause, Instant failedAt) {
  public Failure {
    failedAt = failedAt.truncatedTo(ChronoUnit.MICROS);
  }
}

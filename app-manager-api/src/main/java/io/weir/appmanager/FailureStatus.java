package io.weir.appmanager;

import io.weir.events.deployment.Failure;
import java.time.Instant;
import java.util.Optional;

/**
 * Why something failed, on the wire.
 *
 * @param message one sentence
 * @param reason one word for machines
 * @param failedAt when it was observed
 * @param rootCause Flink's or Kubernetes' own innermost message
 */
public record FailureStatus(
    String message, String reason, Instant failedAt, Optional<String> rootCause) {
  /** The wire form of a recorded failure. */
  public static FailureStatus of(Failure failure) {
    return new FailureStatus(
        failure.message(), failure.reason().name(), failure.failedAt(), failure.rootCause());
  }
}

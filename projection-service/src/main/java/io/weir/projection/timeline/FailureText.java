package io.weir.projection.timeline;

import io.weir.events.deployment.Failure;

/** How a failure reads in a timeline. */
final class FailureText {
  /** Flink's messages may be long; the whole text is in the job or the savepoint. */
  private static final int LONGEST_CAUSE = 500;

  private FailureText() {}

  static String of(Failure failure) {
    return failure.reason()
        + ": "
        + failure.message()
        + failure.rootCause().map(cause -> " Root cause: " + shortened(cause)).orElse("");
  }

  private static String shortened(String cause) {
    return cause.length() <= LONGEST_CAUSE ? cause : cause.substring(0, LONGEST_CAUSE) + "...";
  }
}

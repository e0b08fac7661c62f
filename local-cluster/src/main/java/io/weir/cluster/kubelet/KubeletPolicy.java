package io.weir.cluster.kubelet;

import java.time.Duration;

/**
 * How patient the kubelet is.
 *
 * @param backOff the wait before the second restart in a row; it doubles with each further one (the
 *     first is immediate)
 * @param longestBackOff where doubling ends
 * @param steady after a run of this length a restart is the first one again
 * @param problemRetry how long to wait for a missing config map, secret or image
 */
public record KubeletPolicy(
    Duration backOff, Duration longestBackOff, Duration steady, Duration problemRetry) {
  private static final int MOST_DOUBLINGS = 20;

  /** As Kubernetes does it. */
  public static KubeletPolicy standard() {
    return withBackOff(Duration.ofSeconds(10));
  }

  /** As Kubernetes does it, but with another first wait. */
  public static KubeletPolicy withBackOff(Duration backOff) {
    return new KubeletPolicy(
        backOff, Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofSeconds(1));
  }

  /** The streak of the run that follows one of the given streak and length. */
  int nextStreak(int streak, Duration ran) {
    return ran.compareTo(steady) >= 0 ? 1 : streak + 1;
  }

  /** How long to wait before a run of this streak. */
  Duration delay(int streak) {
    if (streak <= 1) {
      return Duration.ZERO;
    }
    Duration doubled = backOff.multipliedBy(1L << Math.min(streak - 2, MOST_DOUBLINGS));
    return doubled.compareTo(longestBackOff) < 0 ? doubled : longestBackOff;
  }
}

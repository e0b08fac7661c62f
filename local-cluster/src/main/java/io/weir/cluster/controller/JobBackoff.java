package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How long a job waits before its next pod: 10 s after the first failure, then doubling. Pure. */
final class JobBackoff {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int MOST_DOUBLINGS = 10;

  private JobBackoff() {}

  /**
   * What is left of the wait. Only pods that are still there are waited for: Kubernetes remembers
   * the others, too, until it restarts.
   *
   * @param failed how many have failed so far
   */
  static Duration left(JobSpec spec, List<Pod> pods, int failed, Instant now) {
    Optional<Instant> last =
        pods.stream()
            .filter(pod -> JobTally.failed(spec, pod))
            .map(PodState::endedAt)
            .max(Comparator.naturalOrder());
    if (failed == 0 || last.isEmpty()) {
      return Duration.ZERO;
    }
    Duration doubled = FIRST.multipliedBy(1L << Math.min(failed - 1, MOST_DOUBLINGS));
    Duration wait = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return Duration.between(now, last.get().plus(wait));
  }
}

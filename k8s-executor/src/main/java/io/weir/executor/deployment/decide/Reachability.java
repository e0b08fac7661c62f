package io.weir.executor.deployment.decide;

import io.weir.events.report.ClusterFound;
import io.weir.events.report.ClusterLost;
import java.time.Duration;

/** Unknown is not failed: says that nothing answers, and goes on waiting. */
final class Reachability {
  private Reachability() {}

  /** Waits; after a long silence also says so, once. */
  static Decision silent(JobIntent job, Observation seen, Pace pace, Why why) {
    boolean overdue =
        seen.silence()
            .filter(
                silence ->
                    Duration.between(silence.since(), seen.at()).compareTo(pace.lostAfter()) >= 0)
            .isPresent();
    if (!overdue || job.unreachable().isPresent())
      return Decision.waiting(why, pace.open().multipliedBy(3));
    Silence silence = seen.silence().orElseThrow();
    return Decision.report(
        why,
        pace.open().multipliedBy(3),
        job.origin(),
        new ClusterLost(job.deploymentId(), job.jobId(), silence.since(), silence.detail()));
  }

  /** The decision, after saying that the cluster answers again if the log thinks otherwise. */
  static Decision answering(JobIntent job, Observation seen, Decision decision) {
    boolean answers = seen.silence().isEmpty() && seen.cluster() instanceof Seen.Present;
    if (job.unreachable().isEmpty() || !answers) return decision;
    return decision.first(
        new Action.Report(
            new ClusterFound(job.deploymentId(), job.jobId()), job.unreachable().get()));
  }
}

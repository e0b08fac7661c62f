package io.weir.executor.deployment.decide;

import io.weir.events.report.ClusterGone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Nothing of a job is to be left on its session cluster: it has ended, or Flink does not know it,
 * and its program is removed. The cluster itself stays.
 */
final class SessionJobTeardownDecider {
  /** A main method that was begun may submit its job still. */
  private static final Duration MAIN_ENDS = Duration.ofSeconds(10);

  private SessionJobTeardownDecider() {}

  static Decision decide(
      JobIntent job, TeardownIntent teardown, OnSession on, Observation seen, Pace pace) {
    return switch (on.place()) {
      // What has never been up was given nothing.
      case SessionPlace.Awaited awaited -> gone(job, teardown, seen, pace);
      case SessionPlace.Gone gone -> gone(job, teardown, seen, pace);
      case SessionPlace.Going going ->
          waiting(job, teardown, Why.REMOVAL_AWAITED, "the session cluster", seen, pace);
      case SessionPlace.Unknown unknown ->
          waiting(job, teardown, Why.SESSION_CLUSTER_UNKNOWN, unknown.why(), seen, pace);
      case SessionPlace.Up up ->
          on.submitting()
              ? Decision.act(
                  Why.SUBMISSION_AWAITED, pace.open(), new Action.AbandonSubmission(job.jobId()))
              : up(job, teardown, on, seen, pace);
    };
  }

  private static Decision up(
      JobIntent job, TeardownIntent teardown, OnSession on, Observation seen, Pace pace) {
    String named = "Flink job " + job.jobId();
    if (seen.flink().found().isEmpty() || seen.jobManager().isEmpty())
      return waiting(job, teardown, Why.JOB_MANAGER_SILENT, named, seen, pace);
    if (seen.job().filter(shown -> !shown.status().terminal()).isPresent()) {
      boolean ending = seen.job().get().status() == JobStatus.CANCELLING;
      return ending || TeardownDecider.overdue(teardown, seen)
          ? waiting(job, teardown, Why.END_AWAITED, named, seen, pace)
          : Decision.act(
              Why.CANCEL_WANTED,
              pace.open(),
              new Action.CancelJob(seen.jobManager().get(), job.identity()));
    }
    return switch (on.jars()) {
      case Seen.Unknown<List<String>> unknown ->
          waiting(job, teardown, Why.JARS_LEFT, "its program", seen, pace);
      case Seen.Absent<List<String>> none -> gone(job, teardown, seen, pace);
      case Seen.Present<List<String>> jars -> left(job, teardown, jars.value(), seen, pace);
    };
  }

  private static Decision left(
      JobIntent job, TeardownIntent teardown, List<String> jars, Observation seen, Pace pace) {
    if (jars.isEmpty()) return gone(job, teardown, seen, pace);
    boolean mayCome =
        seen.job().isEmpty()
            && !job.reached(Milestone.APPEARED)
            && seen.at().isBefore(mainEndsBy(teardown));
    if (mayCome || TeardownDecider.overdue(teardown, seen))
      return waiting(job, teardown, Why.JARS_LEFT, "its program", seen, pace);
    return Decision.act(
        Why.JARS_LEFT, pace.open(), new Action.DeleteJars(seen.jobManager().orElseThrow(), jars));
  }

  private static Instant mainEndsBy(TeardownIntent teardown) {
    Instant asked = teardown.origin().at();
    Duration half = Duration.between(asked, teardown.deadline()).dividedBy(2);
    return asked.plus(half.compareTo(MAIN_ENDS) < 0 ? half : MAIN_ENDS);
  }

  private static Decision gone(
      JobIntent job, TeardownIntent teardown, Observation seen, Pace pace) {
    return Decision.report(
        Why.CLUSTER_GONE,
        pace.open(),
        teardown.origin(),
        new ClusterGone(job.deploymentId(), job.jobId(), seen.retained().found()));
  }

  private static Decision waiting(
      JobIntent job,
      TeardownIntent teardown,
      Why why,
      String remaining,
      Observation seen,
      Pace pace) {
    return TeardownDecider.overdue(teardown, seen)
        ? TeardownDecider.incomplete(job, teardown, List.of(remaining), seen.inWords(), seen, pace)
        : Decision.waiting(why, pace.open());
  }
}

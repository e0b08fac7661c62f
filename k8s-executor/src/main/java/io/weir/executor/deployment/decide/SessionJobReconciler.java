package io.weir.executor.deployment.decide;

import io.weir.events.deployment.FailureReason;

/**
 * The next touch of a job on a session cluster. Of the cluster nothing is made and nothing removed:
 * that is {@link SessionReconciler}'s. That a job is not there is Flink's word on a start that is
 * up, or the log's that nothing of that start is left; silence is neither.
 */
final class SessionJobReconciler {
  private SessionJobReconciler() {}

  static Decision decide(JobIntent job, Observation seen, Pace pace) {
    OnSession on =
        seen.session()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Expected to have looked at the session cluster of " + job.jobId()));
    if (job.teardown().isPresent())
      return SessionJobTeardownDecider.decide(job, job.teardown().get(), on, seen, pace);
    if (job.phase() == JobPhase.ENDED) return Decision.waiting(Why.COMMAND_AWAITED, pace.settled());
    if (job.stop().isPresent())
      return SessionJobStopDecider.decide(job, job.stop().get(), on, seen, pace);
    return job.phase() == JobPhase.STARTING
        ? SessionJobStartDecider.decide(job, on, seen, pace)
        : SessionJobRunDecider.decide(job, on, seen, pace);
  }

  /** Whether Flink answered, and does not know the job. */
  static boolean unknownToFlink(Observation seen) {
    return seen.flink().found().filter(flink -> flink.job() instanceof Seen.Absent).isPresent();
  }

  /** Nothing of the session cluster's start is left. */
  static JobEnds.End goneWithItsCluster(JobIntent job, Observation seen) {
    return JobEnds.unknown(
        Causes.plain(
            FailureReason.JOB_VANISHED,
            "The session cluster %s was removed".formatted(name(job)),
            seen.at()));
  }

  /** The session cluster answers and has no such job. */
  static JobEnds.End forgotten(JobIntent job, Observation seen) {
    return JobEnds.unknown(
        Causes.plain(
            FailureReason.JOB_VANISHED,
            "The session cluster %s does not know the job: its JobManager was restarted without it"
                .formatted(name(job)),
            seen.at()));
  }

  static String name(JobIntent job) {
    return job.session().orElseThrow().name();
  }
}

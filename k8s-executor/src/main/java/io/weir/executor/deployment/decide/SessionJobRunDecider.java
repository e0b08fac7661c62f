package io.weir.executor.deployment.decide;

/** A job that ran on a session cluster is to go on running, and to give savepoints when asked. */
final class SessionJobRunDecider {
  private SessionJobRunDecider() {}

  static Decision decide(JobIntent job, OnSession on, Observation seen, Pace pace) {
    return switch (on.place()) {
      case SessionPlace.Unknown unknown ->
          Reachability.silent(job, seen, pace, Why.SESSION_CLUSTER_UNKNOWN);
      case SessionPlace.Awaited awaited ->
          Reachability.silent(job, seen, pace, Why.SESSION_CLUSTER_AWAITED);
      case SessionPlace.Going going -> Decision.waiting(Why.REMOVAL_AWAITED, pace.open());
      case SessionPlace.Gone gone ->
          ended(job, SessionJobReconciler.goneWithItsCluster(job, seen), seen, pace);
      case SessionPlace.Up up -> Reachability.answering(job, seen, up(job, seen, pace));
    };
  }

  private static Decision up(JobIntent job, Observation seen, Pace pace) {
    if (SessionJobReconciler.unknownToFlink(seen))
      return ended(job, SessionJobReconciler.forgotten(job, seen), seen, pace);
    if (seen.job().isEmpty()) return Reachability.silent(job, seen, pace, Why.JOB_MANAGER_SILENT);
    return JobEnds.shown(seen.job().get(), seen)
        .map(end -> ended(job, end, seen, pace))
        .or(() -> SavepointDecider.whileRunning(job, seen, pace))
        .or(() -> RunDecider.restarts(job, seen, pace))
        .orElseGet(() -> Decision.waiting(Why.RUNS, pace.settled()));
  }

  private static Decision ended(JobIntent job, JobEnds.End end, Observation seen, Pace pace) {
    return SavepointDecider.afterEnd(job, seen, pace)
        .orElseGet(() -> JobEnds.report(job, end, job.origin(), seen, pace));
  }
}

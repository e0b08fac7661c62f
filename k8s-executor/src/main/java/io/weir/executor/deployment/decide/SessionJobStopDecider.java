package io.weir.executor.deployment.decide;

import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.StopMode;
import java.util.Optional;

/** A job on a session cluster is to end: cancelled, or seen to its end after its savepoint. */
final class SessionJobStopDecider {
  private SessionJobStopDecider() {}

  static Decision decide(
      JobIntent job, StopIntent stop, OnSession on, Observation seen, Pace pace) {
    Decision decision =
        switch (on.place()) {
          case SessionPlace.Unknown unknown -> StopDecider.waiting(job, stop, seen, pace);
          case SessionPlace.Awaited awaited ->
              neverCameUp(job, stop)
                  ? ended(job, stop, asWanted(), seen, pace)
                  : StopDecider.waiting(job, stop, seen, pace);
          case SessionPlace.Going going -> StopDecider.waiting(job, stop, seen, pace);
          case SessionPlace.Gone gone ->
              ended(
                  job,
                  stop,
                  neverCameUp(job, stop)
                      ? asWanted()
                      : SessionJobReconciler.goneWithItsCluster(job, seen),
                  seen,
                  pace);
          case SessionPlace.Up up ->
              Reachability.answering(job, seen, up(job, stop, on, seen, pace));
        };
    return SavepointDecider.lateSuccess(job, seen).map(decision::first).orElse(decision);
  }

  private static Decision up(
      JobIntent job, StopIntent stop, OnSession on, Observation seen, Pace pace) {
    if (SessionJobReconciler.unknownToFlink(seen)) return unknown(job, stop, on, seen, pace);
    Optional<JobView> shown = seen.job();
    Optional<JobEnds.End> end = shown.flatMap(job1 -> JobEnds.shown(job1, seen));
    if (end.isPresent()) return ended(job, stop, end.get(), seen, pace);
    boolean cancels =
        stop.mode() == StopMode.CANCEL
            && shown.isPresent()
            && shown.get().status() != JobStatus.CANCELLING
            && seen.jobManager().isPresent()
            && !StopDecider.overdue(stop, seen);
    return cancels
        ? Decision.act(
            Why.CANCEL_WANTED,
            pace.open(),
            new Action.CancelJob(seen.jobManager().get(), job.identity()))
        : StopDecider.waiting(job, stop, seen, pace);
  }

  /**
   * What was never seen ended as was asked. Should its program be submitting it right now, the
   * removal finds it.
   */
  private static Decision unknown(
      JobIntent job, StopIntent stop, OnSession on, Observation seen, Pace pace) {
    if (!neverCameUp(job, stop))
      return ended(job, stop, SessionJobReconciler.forgotten(job, seen), seen, pace);
    if (on.submitting())
      return Decision.act(
          Why.SUBMISSION_AWAITED, pace.open(), new Action.AbandonSubmission(job.jobId()));
    return ended(job, stop, asWanted(), seen, pace);
  }

  private static boolean neverCameUp(JobIntent job, StopIntent stop) {
    return stop.mode() == StopMode.CANCEL
        && job.phase() == JobPhase.STARTING
        && !job.reached(Milestone.APPEARED);
  }

  private static JobEnds.End asWanted() {
    return new JobEnds.End(FinalStatus.CANCELED, Optional.empty());
  }

  private static Decision ended(
      JobIntent job, StopIntent stop, JobEnds.End end, Observation seen, Pace pace) {
    return JobEnds.report(job, end, stop.origin(), seen, pace);
  }
}

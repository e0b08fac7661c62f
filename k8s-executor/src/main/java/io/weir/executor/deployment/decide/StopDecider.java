package io.weir.executor.deployment.decide;

import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.StopMode;
import io.weir.events.report.StopFailed;
import java.util.List;
import java.util.Optional;

/** A job is to end: cancelled, or seen to its end after a stop with savepoint. */
final class StopDecider {
  private StopDecider() {}

  static Decision decide(JobIntent job, StopIntent stop, Observation seen, Pace pace) {
    Decision decision =
        switch (seen.cluster()) {
          case Seen.Unknown<ClusterView> unknown -> waiting(job, stop, seen, pace);
          case Seen.Absent<ClusterView> none -> waiting(job, stop, seen, pace);
          case Seen.Present<ClusterView> present ->
              Reachability.answering(job, seen, ending(job, stop, seen, present.value(), pace));
        };
    return SavepointDecider.lateSuccess(job, seen).map(decision::first).orElse(decision);
  }

  private static Decision ending(
      JobIntent job, StopIntent stop, Observation seen, ClusterView view, Pace pace) {
    Optional<ObjectView> jobManager = view.object(Part.JOB_MANAGER);
    if (jobManager.isEmpty() && !view.live()) return Decision.confirmAbsence();
    Optional<JobEnds.End> end = JobEnds.of(job, view, seen, pace);
    if (end.isPresent())
      return JobEnds.report(job, asWanted(job, stop, seen, end.get()), stop.origin(), seen, pace);
    Optional<JobView> shown = seen.job();
    if (stop.mode() == StopMode.CANCEL && shown.isPresent() && seen.jobManager().isPresent()) {
      if (shown.get().status() == JobStatus.CANCELLING) return waiting(job, stop, seen, pace);
      if (overdue(stop, seen)) return failed(job, stop, seen, pace);
      return Decision.act(
          Why.CANCEL_WANTED,
          pace.open(),
          new Action.CancelJob(seen.jobManager().get(), job.identity()));
    }
    // Never seen running, and Flink has nothing to cancel yet: what is not there cannot come up.
    if (stop.mode() == StopMode.CANCEL
        && job.phase() == JobPhase.STARTING
        && shown.isEmpty()
        && jobManager.isPresent()
        && !jobManager.get().terminating()
        && !overdue(stop, seen))
      return Decision.act(
          Why.CANCEL_WANTED,
          pace.open(),
          new Action.Delete(job.kubernetesNamespace(), List.of(jobManager.get().ref())));
    return waiting(job, stop, seen, pace);
  }

  /** A start that was abandoned before Flink showed the job ended as was asked. */
  private static JobEnds.End asWanted(
      JobIntent job, StopIntent stop, Observation seen, JobEnds.End end) {
    boolean neverSeen = job.phase() == JobPhase.STARTING && seen.job().isEmpty();
    return stop.mode() == StopMode.CANCEL && neverSeen
        ? new JobEnds.End(FinalStatus.CANCELED, Optional.empty())
        : end;
  }

  static Decision waiting(JobIntent job, StopIntent stop, Observation seen, Pace pace) {
    return overdue(stop, seen)
        ? failed(job, stop, seen, pace)
        : Decision.waiting(Why.END_AWAITED, pace.open());
  }

  static boolean overdue(StopIntent stop, Observation seen) {
    return !seen.at().isBefore(stop.deadline());
  }

  static Decision failed(JobIntent job, StopIntent stop, Observation seen, Pace pace) {
    return Decision.report(
        Why.STOP_FAILED,
        pace.open(),
        stop.origin(),
        new StopFailed(
            job.deploymentId(),
            job.jobId(),
            Causes.plain(
                FailureReason.DEADLINE_EXCEEDED,
                "The job had not ended by %s; last seen: %s"
                    .formatted(stop.deadline(), seen.inWords()),
                seen.at())));
  }
}

package io.weir.executor.deployment.decide;

import io.weir.events.report.RestartsCounted;
import java.util.Optional;
import java.util.stream.LongStream;

/** A job that ran is to go on running, and to give savepoints when asked. */
final class RunDecider {
  private RunDecider() {}

  static Decision decide(JobIntent job, Observation seen, Pace pace) {
    return switch (seen.cluster()) {
      case Seen.Unknown<ClusterView> unknown ->
          Reachability.silent(job, seen, pace, Why.KUBERNETES_UNKNOWN);
      case Seen.Absent<ClusterView> none ->
          Reachability.silent(job, seen, pace, Why.KUBERNETES_UNKNOWN);
      case Seen.Present<ClusterView> present ->
          Reachability.answering(job, seen, objects(job, seen, present.value(), pace));
    };
  }

  private static Decision objects(JobIntent job, Observation seen, ClusterView view, Pace pace) {
    if (view.object(Part.JOB_MANAGER).isEmpty() && !view.live()) return Decision.confirmAbsence();
    Optional<JobEnds.End> end = JobEnds.of(job, view, seen, pace);
    if (end.isPresent())
      return SavepointDecider.afterEnd(job, seen, pace)
          .orElseGet(() -> JobEnds.report(job, end.get(), job.origin(), seen, pace));
    return SavepointDecider.whileRunning(job, seen, pace)
        .or(() -> RescaleDecider.decide(job, seen, view, pace))
        .or(() -> restarts(job, seen, pace))
        .or(() -> ForeignChanges.decide(job, view, pace))
        .orElseGet(() -> settled(job, seen, pace));
  }

  private static Decision settled(JobIntent job, Observation seen, Pace pace) {
    return seen.job().isPresent()
        ? Decision.waiting(Why.RUNS, pace.settled())
        : Reachability.silent(job, seen, pace, Why.JOB_MANAGER_SILENT);
  }

  /** A fact at 1, 3, 10, 30, 100 and so on, not at each restart. */
  static Optional<Decision> restarts(JobIntent job, Observation seen, Pace pace) {
    long count = seen.job().map(JobView::restarts).orElse(0L);
    long crossed =
        LongStream.iterate(1, step -> step <= count, RunDecider::next).reduce(0, (a, b) -> b);
    if (crossed <= job.restarts()) return Optional.empty();
    return Optional.of(
        Decision.report(
            Why.RUNS,
            pace.settled(),
            job.origin(),
            new RestartsCounted(job.deploymentId(), job.jobId(), count)));
  }

  private static long next(long step) {
    boolean powerOfTen = Long.toString(step).startsWith("1");
    return powerOfTen ? step * 3 : step / 3 * 10;
  }
}

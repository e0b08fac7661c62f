package io.weir.executor.deployment.decide;

import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.report.JobEnded;
import java.time.Duration;
import java.util.Optional;

/** Recognizes that a job is over, whoever ended it. */
final class JobEnds {
  private static final Duration IDLE_AT_A_STOP = Duration.ofSeconds(5);

  /**
   * The end of a job.
   *
   * @param status how
   * @param failure why, unless it ended well
   */
  record End(FinalStatus status, Optional<Failure> failure) {}

  private JobEnds() {}

  /** The end as Flink or, when no JobManager can come back, Kubernetes shows it. */
  static Optional<End> of(JobIntent job, ClusterView view, Observation seen, Pace pace) {
    Optional<End> shown =
        seen.job()
            .flatMap(each -> shown(each, seen))
            .or(() -> seen.result().found().map(each -> written(each, seen)));
    if (shown.isPresent()) return shown;
    Optional<FinalStatus> told = Endings.ofJob(job, view);
    if (told.isPresent()) return told.map(status -> new End(status, Optional.empty()));
    if (view.object(Part.JOB_MANAGER).isEmpty() && view.live())
      return Optional.of(
          unknown(
              Causes.plain(
                  FailureReason.JOB_VANISHED,
                  "The JobManager was deleted by somebody else",
                  seen.at())));
    if (view.object(Part.JOB_MANAGER).filter(ObjectView::complete).isPresent())
      return Optional.of(
          unknown(
              Causes.plain(
                  FailureReason.JOB_MANAGER_EXITED,
                  "The JobManager ended with exit code 0 and nobody saw how the job ended",
                  seen.at())));
    Optional<Failure> dead = Endings.ofJobManager(view, seen.at());
    if (dead.isPresent())
      return dead.map(failure -> new End(FinalStatus.FAILED, Optional.of(failure)));
    boolean over =
        seen.flink().found().filter(flink -> flink.job() instanceof Seen.Absent).isPresent()
            && (seen.flink().found().orElseThrow().programs() == Programs.ENDED
                || forgotten(job, seen, pace));
    return over
        ? Optional.of(
            unknown(
                Causes.plain(
                    FailureReason.JOB_VANISHED,
                    "The JobManager was restarted and says that the job had already ended",
                    seen.at())))
        : Optional.empty();
  }

  /**
   * A JobManager that comes back after the job's end knows neither the job nor a program, and stays
   * so. One that brings the job back is idle for a moment, too; where the job is to end anyway,
   * less of that is waited for.
   */
  private static boolean forgotten(JobIntent job, Observation seen, Pace pace) {
    return job.phase() == JobPhase.RUNNING
        && seen.idleSince()
            .filter(since -> Duration.between(since, seen.at()).compareTo(patience(job, pace)) >= 0)
            .isPresent();
  }

  private static Duration patience(JobIntent job, Pace pace) {
    return job.stop().isPresent() ? IDLE_AT_A_STOP : pace.lostAfter();
  }

  private static End written(JobResult result, Observation seen) {
    return switch (result.status()) {
      case FINISHED, CANCELED -> new End(result.status(), Optional.empty());
      case FAILED ->
          new End(
              FinalStatus.FAILED,
              Optional.of(
                  Causes.read(
                      FailureReason.JOB_FAILED,
                      "Flink wrote down that the job FAILED",
                      result.failure(),
                      seen.at())));
      case UNKNOWN ->
          unknown(
              Causes.plain(
                  FailureReason.JOB_VANISHED,
                  "Flink wrote down that the job ended, and not how",
                  seen.at()));
    };
  }

  /**
   * Of a JobManager that knows no job any more only the storage tells, if it can be read at all.
   */
  private static boolean worthWaiting(JobIntent job, Observation seen, Pace pace) {
    return seen.job().isPresent()
        || seen.idleSince()
            .filter(since -> seen.at().isBefore(since.plus(patience(job, pace).multipliedBy(2))))
            .isPresent();
  }

  static End unknown(Failure failure) {
    return new End(FinalStatus.UNKNOWN, Optional.of(failure));
  }

  /** The end as Flink shows it. */
  static Optional<End> shown(JobView job, Observation seen) {
    return switch (job.status()) {
      case FINISHED -> Optional.of(new End(FinalStatus.FINISHED, Optional.empty()));
      case CANCELED -> Optional.of(new End(FinalStatus.CANCELED, Optional.empty()));
      case FAILED ->
          Optional.of(new End(FinalStatus.FAILED, Optional.of(JobFailures.of(job, seen.at()))));
      case INITIALIZING,
          CREATED,
          RUNNING,
          FAILING,
          CANCELLING,
          RESTARTING,
          SUSPENDED,
          RECONCILING,
          UNRECOGNIZED ->
          Optional.empty();
    };
  }

  /**
   * Reports the end. While the JobManager shows the job, its word of the checkpoint that it kept is
   * waited for: an end without it would let the next start begin from an older state.
   */
  static Decision report(JobIntent job, End end, Origin answers, Observation seen, Pace pace) {
    if (seen.retained() instanceof Seen.Unknown && worthWaiting(job, seen, pace))
      return Decision.waiting(Why.END_AWAITED, pace.open());
    return Decision.report(
        Why.JOB_ENDED,
        pace.open(),
        answers,
        new JobEnded(
            job.deploymentId(), job.jobId(), end.status(), end.failure(), seen.retained().found()));
  }
}

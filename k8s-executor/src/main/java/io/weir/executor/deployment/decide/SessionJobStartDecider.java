package io.weir.executor.deployment.decide;

import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.report.ClusterReady;
import io.weir.events.report.JobAppeared;
import io.weir.events.report.JobRunning;
import io.weir.events.report.TransitionReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A job that was requested is to come to RUNNING on its session cluster, or to fail with a cause.
 */
final class SessionJobStartDecider {
  private SessionJobStartDecider() {}

  static Decision decide(JobIntent job, OnSession on, Observation seen, Pace pace) {
    // The back-off of an earlier attempt.
    if (seen.at().isBefore(job.request().notBefore()))
      return Decision.waiting(
          Why.NOT_BEFORE, Duration.between(seen.at(), job.request().notBefore()));
    return switch (on.place()) {
      case SessionPlace.Unknown unknown ->
          overdue(job, seen)
              ? notRunning(job, "its log cannot be read: " + unknown.why(), seen, pace)
              : Decision.waiting(Why.SESSION_CLUSTER_UNKNOWN, pace.open());
      case SessionPlace.Awaited awaited ->
          overdue(job, seen)
              ? notRunning(job, awaited.what(), seen, pace)
              : Decision.waiting(Why.SESSION_CLUSTER_AWAITED, pace.open());
      case SessionPlace.Going going -> notRunning(job, "it is being removed", seen, pace);
      case SessionPlace.Gone gone -> notRunning(job, "it was removed", seen, pace);
      case SessionPlace.Up up -> Reachability.answering(job, seen, up(job, on, seen, pace));
    };
  }

  /** The cluster is up: its JobManager, the program, the job, its tasks. */
  private static Decision up(JobIntent job, OnSession on, Observation seen, Pace pace) {
    if (seen.flink().found().isEmpty() || seen.jobManager().isEmpty())
      return overdue(job, seen)
          ? late(job, on, seen, pace)
          : Reachability.silent(job, seen, pace, Why.JOB_MANAGER_AWAITED);
    List<TransitionReport> facts = new ArrayList<>();
    if (!job.reached(Milestone.READY)) facts.add(new ClusterReady(job.deploymentId(), job.jobId()));
    Optional<JobView> shown = seen.job();
    if (shown.isEmpty()) {
      Decision next = toSubmit(job, on, seen, pace);
      return facts.isEmpty() ? next : next.first(new Action.Report(facts.getFirst(), job.origin()));
    }
    Optional<Failure> failure = StartDecider.failure(shown.get(), seen);
    if (failure.isPresent()) return StartDecider.failed(job, failure.get(), pace);
    if (!job.reached(Milestone.APPEARED))
      facts.add(new JobAppeared(job.deploymentId(), job.jobId()));
    boolean runs = StartDecider.cameUp(shown.get());
    if (runs)
      facts.add(new JobRunning(job.deploymentId(), job.jobId(), shown.get().restoredFrom()));
    Why why = runs ? Why.JOB_CAME_UP : Why.TASKS_AWAITED;
    if (!facts.isEmpty())
      return Decision.report(
          why, pace.open(), job.origin(), facts.toArray(TransitionReport[]::new));
    return overdue(job, seen) ? late(job, on, seen, pace) : Decision.waiting(why, pace.open());
  }

  /** Flink does not know the job. */
  private static Decision toSubmit(JobIntent job, OnSession on, Observation seen, Pace pace) {
    // It was there, so it is not run again under its id: what it did meanwhile is not known.
    if (job.reached(Milestone.APPEARED) || isTaken(on))
      return StartDecider.failed(
          job, SessionJobReconciler.forgotten(job, seen).failure().orElseThrow(), pace);
    if (on.submission().isPresent()
        && on.submission().get() instanceof SubmissionView.Refused refused)
      return refused(job, refused.failure(), on, seen, pace);
    if (overdue(job, seen)) return late(job, on, seen, pace);
    if (on.submitting()) return Decision.waiting(Why.SUBMISSION_AWAITED, pace.open());
    if (on.submission().isPresent()
        && on.submission().get() instanceof SubmissionView.Lost lost
        && seen.at().isBefore(lost.at().plus(pace.open().multipliedBy(10))))
      return Decision.waiting(Why.SUBMISSION_AWAITED, pace.open());
    return Decision.act(
        Why.NOT_SUBMITTED, pace.open(), new Action.Submit(seen.jobManager().orElseThrow(), job));
  }

  private static boolean isTaken(OnSession on) {
    return on.submission().filter(SubmissionView.Taken.class::isInstance).isPresent();
  }

  /** Flink gave its last word on the program, so the program can go at once. */
  private static Decision refused(
      JobIntent job, WriteFailure failure, OnSession on, Observation seen, Pace pace) {
    Decision failed =
        StartDecider.failed(
            job,
            Causes.read(
                failure.reason(),
                failure.message().lines().findFirst().orElse(""),
                failure.message().lines().count() > 1
                    ? Optional.of(failure.message())
                    : Optional.empty(),
                seen.at()),
            pace);
    return on.jars()
        .found()
        .filter(jars -> !jars.isEmpty() && seen.refusal().isEmpty())
        .map(jars -> failed.first(new Action.DeleteJars(seen.jobManager().orElseThrow(), jars)))
        .orElse(failed);
  }

  private static boolean overdue(JobIntent job, Observation seen) {
    return !seen.at().isBefore(job.request().deadline());
  }

  private static Decision late(JobIntent job, OnSession on, Observation seen, Pace pace) {
    String lost =
        on.submission().filter(SubmissionView.Lost.class::isInstance).isPresent()
            ? "; " + ((SubmissionView.Lost) on.submission().get()).why()
            : "";
    Decision failed =
        StartDecider.failed(
            job,
            Causes.read(
                FailureReason.DEADLINE_EXCEEDED,
                "The job did not run on the session cluster %s by %s; last seen: %s%s"
                    .formatted(
                        SessionJobReconciler.name(job),
                        job.request().deadline(),
                        seen.inWords(),
                        lost),
                seen.job().flatMap(JobView::failure),
                seen.at()),
            pace);
    return on.submitting() ? failed.first(new Action.AbandonSubmission(job.jobId())) : failed;
  }

  private static Decision notRunning(JobIntent job, String why, Observation seen, Pace pace) {
    return StartDecider.failed(
        job,
        Causes.plain(
            FailureReason.SESSION_CLUSTER_NOT_RUNNING,
            "Start %d of the session cluster %s does not run: %s"
                .formatted(
                    job.session().orElseThrow().incarnation(), SessionJobReconciler.name(job), why),
            seen.at()),
        pace);
  }
}

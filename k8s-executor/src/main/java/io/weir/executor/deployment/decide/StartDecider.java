package io.weir.executor.deployment.decide;

import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.report.ClusterApplied;
import io.weir.events.report.ClusterReady;
import io.weir.events.report.JobAppeared;
import io.weir.events.report.JobRunning;
import io.weir.events.report.StartFailed;
import io.weir.events.report.TransitionReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A job that was requested is to come to RUNNING, or to fail with a cause. */
final class StartDecider {
  private StartDecider() {}

  static Decision decide(JobIntent job, Observation seen, Pace pace) {
    // The back-off of an earlier attempt.
    if (seen.at().isBefore(job.request().notBefore()))
      return Decision.waiting(
          Why.NOT_BEFORE, Duration.between(seen.at(), job.request().notBefore()));
    if (seen.refusal().isPresent()) {
      WriteFailure refusal = seen.refusal().get();
      return failed(job, Causes.plain(refusal.reason(), refusal.message(), seen.at()), pace);
    }
    return switch (seen.cluster()) {
      case Seen.Unknown<ClusterView> unknown ->
          Reachability.silent(job, seen, pace, Why.KUBERNETES_UNKNOWN);
      case Seen.Absent<ClusterView> none ->
          Reachability.silent(job, seen, pace, Why.KUBERNETES_UNKNOWN);
      case Seen.Present<ClusterView> present ->
          Reachability.answering(job, seen, objects(job, seen, present.value(), pace));
    };
  }

  /** The objects: parent first, then the rest at once. */
  private static Decision objects(JobIntent job, Observation seen, ClusterView view, Pace pace) {
    Optional<ObjectView> owner = view.object(Part.OWNER);
    boolean noJobManager = owner.isEmpty() || view.object(Part.JOB_MANAGER).isEmpty();
    // The log may not show yet what a pod proves: that the JobManager was made.
    boolean wasMade =
        job.reached(Milestone.APPLIED) || view.pods().stream().anyMatch(PodView::jobManager);
    boolean vanished = noJobManager && wasMade;
    if (noJobManager && !view.live()) return Decision.confirmAbsence();
    // Made once and gone: what it did meanwhile is not known, so it is never made again.
    if (vanished)
      return failed(
          job,
          Causes.plain(
              FailureReason.JOB_VANISHED,
              "The JobManager of cluster %s was deleted by somebody else"
                  .formatted(job.clusterName()),
              seen.at()),
          pace);
    Optional<Decision> overdue = overdue(job, seen, pace);
    if (owner.isEmpty())
      return overdue.orElseGet(
          () -> Decision.act(Why.OWNER_MISSING, Duration.ZERO, new Action.CreateOwner(job)));
    // Being deleted by somebody: wait until it is gone, then see above.
    if (owner.get().terminating())
      return overdue.orElseGet(() -> Decision.waiting(Why.REMOVAL_AWAITED, pace.open()));
    if (!job.reached(Milestone.APPLIED)) {
      Set<Part> missing = missing(job, view);
      if (!missing.isEmpty())
        return overdue.orElseGet(
            () ->
                Decision.act(
                    Why.PARTS_MISSING,
                    pace.open(),
                    new Action.Apply(job, owner.get().ref().uid(), missing, Map.of())));
    }
    return job(job, seen, view, pace);
  }

  /** The objects are there: the JobManager, the job, its tasks. */
  private static Decision job(JobIntent job, Observation seen, ClusterView view, Pace pace) {
    List<TransitionReport> facts = new ArrayList<>();
    if (!job.reached(Milestone.APPLIED))
      facts.add(new ClusterApplied(job.deploymentId(), job.jobId()));
    Optional<Failure> dead =
        Endings.ofJobManager(view, seen.at())
            .or(() -> Endings.inVain(view, seen.at()))
            .or(() -> Endings.impossible(view, seen.at()))
            .or(() -> Endings.quota(view, seen.at()));
    if (dead.isPresent()) return failed(job, dead.get(), pace);
    if (seen.flink() instanceof Seen.Present<FlinkView> flink) {
      if (!job.reached(Milestone.READY))
        facts.add(new ClusterReady(job.deploymentId(), job.jobId()));
      Optional<Failure> failure = failure(flink.value(), seen);
      if (failure.isPresent()) return failed(job, failure.get(), pace);
    }
    Optional<JobView> shown = seen.job();
    if (shown.isPresent()) {
      if (!job.reached(Milestone.APPEARED))
        facts.add(new JobAppeared(job.deploymentId(), job.jobId()));
      if (cameUp(shown.get()))
        facts.add(new JobRunning(job.deploymentId(), job.jobId(), shown.get().restoredFrom()));
    }
    Why why = awaited(seen);
    if (!facts.isEmpty())
      return Decision.report(
          why, pace.open(), job.origin(), facts.toArray(TransitionReport[]::new));
    return overdue(job, seen, pace)
        .or(() -> ForeignChanges.decide(job, view, pace))
        .orElseGet(() -> Decision.waiting(why, pace.open()));
  }

  /** A job that finished between two looks has run. */
  static boolean cameUp(JobView job) {
    return job.status() == JobStatus.RUNNING && job.tasksRunning()
        || job.status() == JobStatus.FINISHED;
  }

  private static Why awaited(Observation seen) {
    if (!(seen.flink() instanceof Seen.Present)) return Why.JOB_MANAGER_AWAITED;
    return seen.job()
        .map(job -> cameUp(job) ? Why.JOB_CAME_UP : Why.TASKS_AWAITED)
        .orElse(Why.JOB_AWAITED);
  }

  private static Optional<Failure> failure(FlinkView flink, Observation seen) {
    return switch (flink.job()) {
      case Seen.Unknown<JobView> unknown -> Optional.empty();
      case Seen.Absent<JobView> none ->
          flink.programs() == Programs.ENDED
              ? Optional.of(
                  Causes.plain(
                      FailureReason.MAIN_WITHOUT_JOB,
                      "The program ended without submitting a job: does main() call execute()?",
                      seen.at()))
              : Optional.empty();
      case Seen.Present<JobView> job -> failure(job.value(), seen);
    };
  }

  /** Why the job that Flink shows will not run, if so. */
  static Optional<Failure> failure(JobView job, Observation seen) {
    return switch (job.status()) {
      case FAILED -> Optional.of(JobFailures.of(job, seen.at()));
      case CANCELED ->
          Optional.of(
              Causes.plain(
                  FailureReason.JOB_FAILED, "The job was cancelled by somebody else", seen.at()));
      case INITIALIZING,
          CREATED,
          RUNNING,
          FAILING,
          CANCELLING,
          FINISHED,
          RESTARTING,
          SUSPENDED,
          RECONCILING,
          UNRECOGNIZED ->
          Optional.empty();
    };
  }

  /** A part that is terminating is gone soon, and then missing. */
  private static Set<Part> missing(JobIntent job, ClusterView view) {
    Set<Part> missing = EnumSet.noneOf(Part.class);
    for (Part part : job.parts()) if (view.object(part).isEmpty()) missing.add(part);
    return missing;
  }

  private static Optional<Decision> overdue(JobIntent job, Observation seen, Pace pace) {
    if (seen.at().isBefore(job.request().deadline())) return Optional.empty();
    return Optional.of(
        failed(
            job,
            Causes.read(
                FailureReason.DEADLINE_EXCEEDED,
                "The job did not run by %s; last seen: %s"
                    .formatted(job.request().deadline(), seen.inWords()),
                seen.job().flatMap(JobView::failure),
                seen.at()),
            pace));
  }

  static Decision failed(JobIntent job, Failure failure, Pace pace) {
    return Decision.report(
        Why.START_FAILED,
        pace.open(),
        job.origin(),
        new StartFailed(job.deploymentId(), job.jobId(), failure));
  }
}

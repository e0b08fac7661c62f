package io.weir.executor.deployment.decide;

import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.report.SavepointAccepted;
import io.weir.events.report.SavepointUnsuccessful;
import io.weir.events.report.SavepointWritten;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Open savepoints: trigger, follow to the end, and never take a lost answer for a failure: first
 * the trigger id is asked for, then the savepoint's own directory.
 */
final class SavepointDecider {
  private static final Duration NEVER = ChronoUnit.FOREVER.getDuration();

  private SavepointDecider() {}

  /**
   * The job lives: what to do about its open savepoints, if there are any. One that is waited for
   * keeps no other waiting: Flink takes several at once.
   */
  static Optional<Decision> whileRunning(JobIntent job, Observation seen, Pace pace) {
    List<Decision> decisions =
        job.savepoints().stream()
            .map(savepoint -> whileRunning(job, savepoint, seen, pace))
            .toList();
    return decisions.stream()
        .filter(decision -> !decision.actions().isEmpty())
        .findFirst()
        .or(
            () ->
                decisions.stream()
                    .min(Comparator.comparing(decision -> decision.lookAgainIn().orElse(NEVER))));
  }

  private static Decision whileRunning(
      JobIntent job, SavepointIntent savepoint, Observation seen, Pace pace) {
    if (seen.at().isBefore(savepoint.request().notBefore()))
      return Decision.waiting(
          Why.NOT_BEFORE, Duration.between(seen.at(), savepoint.request().notBefore()));
    return switch (seen.trigger(savepoint.savepointId())) {
      case Seen.Present<TriggerView> known -> followed(job, savepoint, known.value(), seen, pace);
      case Seen.Absent<TriggerView> none -> notTriggered(job, savepoint, seen, pace);
      case Seen.Unknown<TriggerView> unknown ->
          overdue(job, savepoint, seen, pace)
              .orElseGet(() -> Reachability.silent(job, seen, pace, Why.SAVEPOINT_UNKNOWN));
    };
  }

  private static Decision followed(
      JobIntent job, SavepointIntent savepoint, TriggerView trigger, Observation seen, Pace pace) {
    return switch (trigger) {
      case TriggerView.Pending pending ->
          savepoint.accepted()
              ? overdue(job, savepoint, seen, pace)
                  .orElseGet(() -> Decision.waiting(Why.SAVEPOINT_PENDING, pace.open()))
              : Decision.report(
                  Why.SAVEPOINT_PENDING,
                  pace.open(),
                  savepoint.origin(),
                  new SavepointAccepted(job.deploymentId(), job.jobId(), savepoint.savepointId()));
      case TriggerView.Written written -> written(job, savepoint, written, pace);
      case TriggerView.Failed failed ->
          unsuccessful(
              job,
              savepoint,
              Causes.read(
                  FailureReason.SAVEPOINT_FAILED,
                  "Flink could not write the savepoint",
                  Optional.of(failed.cause()),
                  seen.at()),
              pace);
    };
  }

  private static Decision notTriggered(
      JobIntent job, SavepointIntent savepoint, Observation seen, Pace pace) {
    Optional<TriggerView.Written> data = seen.dataOf(savepoint.savepointId()).found();
    // Flink forgot the trigger (its JobManager was restarted) after the data was complete, perhaps
    // before anybody learned that it was taken: the directory is this savepoint's alone. With a job
    // that was to stop and still runs, that data is older than the job's state.
    if (!savepoint.stopsTheJob() && data.isPresent())
      return written(job, savepoint, data.get(), pace);
    if (seen.refusal().isPresent())
      return unsuccessful(
          job,
          savepoint,
          Causes.plain(
              FailureReason.SAVEPOINT_NOT_TRIGGERED, seen.refusal().get().message(), seen.at()),
          pace);
    Optional<Decision> overdue = overdue(job, savepoint, seen, pace);
    if (overdue.isPresent()) return overdue.get();
    boolean canBeTaken =
        seen.job()
            .filter(view -> view.status() == JobStatus.RUNNING && view.tasksRunning())
            .isPresent();
    if (!canBeTaken || seen.jobManager().isEmpty())
      return Decision.waiting(Why.TASKS_AWAITED, pace.open());
    return Decision.act(
        Why.SAVEPOINT_NOT_TRIGGERED,
        Duration.ofMillis(100),
        new Action.TriggerSavepoint(seen.jobManager().get(), job.identity(), savepoint));
  }

  /**
   * The job has ended: the outcome of each open savepoint comes before the job's, because a job
   * that was stopped with a savepoint did not just finish. Empty when nothing stands before the
   * job's end.
   */
  static Optional<Decision> afterEnd(JobIntent job, Observation seen, Pace pace) {
    for (SavepointIntent savepoint : job.savepoints()) {
      Optional<Decision> decision = afterEnd(job, savepoint, seen, pace);
      if (decision.isPresent()) return decision;
    }
    return Optional.empty();
  }

  private static Optional<Decision> afterEnd(
      JobIntent job, SavepointIntent savepoint, Observation seen, Pace pace) {
    if (seen.trigger(savepoint.savepointId()) instanceof Seen.Present<TriggerView> known) {
      boolean over = !(known.value() instanceof TriggerView.Pending);
      // Polled to its end: a JobManager with unread results lingers.
      if (over || seen.at().isBefore(savepoint.request().deadline()))
        return Optional.of(followed(job, savepoint, known.value(), seen, pace));
    }
    return switch (seen.dataOf(savepoint.savepointId())) {
      case Seen.Present<TriggerView.Written> data ->
          Optional.of(written(job, savepoint, data.value(), pace));
      case Seen.Absent<TriggerView.Written> none ->
          // The end of the job tells the command side that a user's savepoint is lost.
          savepoint.stopsTheJob()
              ? Optional.of(
                  unsuccessful(
                      job,
                      savepoint,
                      Causes.plain(
                          FailureReason.JOB_ENDED_BEFORE_SAVEPOINT,
                          "The job ended and %s holds no complete savepoint"
                              .formatted(savepoint.request().targetDirectory()),
                          seen.at()),
                      pace))
              : Optional.empty();
      case Seen.Unknown<TriggerView.Written> unknown -> {
        if (seen.at().isBefore(savepoint.request().deadline()))
          yield Optional.of(Decision.waiting(Why.SAVEPOINT_UNKNOWN, pace.open()));
        yield Optional.of(
            unsuccessful(
                job,
                savepoint,
                Causes.plain(
                    FailureReason.SAVEPOINT_OUTCOME_UNKNOWN,
                    "The job ended and whether %s holds a complete savepoint cannot be learned: %s"
                        .formatted(savepoint.request().targetDirectory(), unknown.why()),
                    seen.at()),
                pace));
      }
    };
  }

  /** A savepoint that turned out complete although it is no longer waited for. */
  static Optional<Action> lateSuccess(JobIntent job, Observation seen) {
    for (SavepointIntent savepoint : job.savepoints()) {
      if (seen.trigger(savepoint.savepointId()) instanceof Seen.Present<TriggerView> known
          && known.value() instanceof TriggerView.Written written)
        return Optional.of(new Action.Report(fact(job, savepoint, written), savepoint.origin()));
    }
    return Optional.empty();
  }

  private static Optional<Decision> overdue(
      JobIntent job, SavepointIntent savepoint, Observation seen, Pace pace) {
    if (seen.at().isBefore(savepoint.request().deadline())) return Optional.empty();
    Optional<TriggerView.Written> data =
        savepoint.stopsTheJob() && seen.job().isPresent()
            ? Optional.empty()
            : seen.dataOf(savepoint.savepointId()).found();
    if (data.isPresent()) return Optional.of(written(job, savepoint, data.get(), pace));
    return Optional.of(
        unsuccessful(
            job,
            savepoint,
            Causes.plain(
                FailureReason.DEADLINE_EXCEEDED,
                "The savepoint was not complete by %s; last seen: %s"
                    .formatted(savepoint.request().deadline(), seen.inWords()),
                seen.at()),
            pace));
  }

  private static SavepointWritten fact(
      JobIntent job, SavepointIntent savepoint, TriggerView.Written written) {
    return new SavepointWritten(
        job.deploymentId(),
        job.jobId(),
        savepoint.savepointId(),
        written.location(),
        written.sizeBytes());
  }

  private static Decision written(
      JobIntent job, SavepointIntent savepoint, TriggerView.Written written, Pace pace) {
    return Decision.report(
        Why.SAVEPOINT_WRITTEN, pace.open(), savepoint.origin(), fact(job, savepoint, written));
  }

  private static Decision unsuccessful(
      JobIntent job, SavepointIntent savepoint, Failure failure, Pace pace) {
    return Decision.report(
        Why.SAVEPOINT_FAILED,
        pace.open(),
        savepoint.origin(),
        new SavepointUnsuccessful(
            job.deploymentId(), job.jobId(), savepoint.savepointId(), failure));
  }
}

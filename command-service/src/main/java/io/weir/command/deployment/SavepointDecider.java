package io.weir.command.deployment;

import io.weir.command.decide.RefusalCode;
import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.SavepointCompleted;
import io.weir.events.deployment.SavepointEffect;
import io.weir.events.deployment.SavepointFailed;
import io.weir.events.deployment.SavepointFormat;
import io.weir.events.deployment.SavepointOrigin;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.deployment.StopMode;
import io.weir.events.deployment.TransitionFailed;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Which savepoint is taken, where does it go, and what follows from its outcome? */
final class SavepointDecider {
  private SavepointDecider() {}

  /** A user wants a savepoint of the running job. */
  static Outcome decide(DeploymentState state, TriggerSavepoint command, Moment moment) {
    if (state.deleted()) return EditDecider.notFound(state);
    if (state.catalogue().find(command.savepointId()).isPresent())
      return taken(command.savepointId());
    if (state.transition().isPresent() && state.job().isPresent())
      return Outcome.refused(
          RefusalCode.TRANSITION_UNDER_WAY,
          "The job of %s is being started or stopped. Ask again when it runs",
          state.identity().name());
    Optional<CurrentJob> job = state.job().filter(j -> j.phase() == CurrentJob.Phase.STARTED);
    if (job.isEmpty())
      return Outcome.refused(
          RefusalCode.NO_ACTIVE_JOB,
          "There is no active job for the deployment %s. Set spec.state to RUNNING first",
          state.identity().name());
    Plan plan = new Plan(state, moment);
    Optional<String> directory =
        JobSpecs.savepointDirectory(
            state, command.savepointId(), job.get().id(), moment.settings());
    if (directory.isEmpty()) return directoryMissing();
    plan.add(
        new SavepointRequested(
            state.identity().id(),
            command.savepointId(),
            plan.mint(),
            job.get().id(),
            directory.get(),
            SavepointOrigin.USER_REQUEST,
            SavepointFormat.CANONICAL,
            SavepointEffect.KEEP_RUNNING,
            Optional.empty(),
            1,
            1,
            moment.now(),
            Optional.empty(),
            moment.now().plus(moment.settings().deadlines().savepoint())));
    return plan.accepted();
  }

  static Outcome directoryMissing() {
    return Outcome.refused(
        RefusalCode.SAVEPOINT_DIRECTORY_MISSING,
        "A savepoint is needed, and nobody said where to write it. Set state.savepoints.dir in spec.template.spec.flinkConfiguration, or give the platform a storage (weir.storage.base)");
  }

  /** The transition needs the job stopped with a savepoint. */
  static void requestForStop(Plan plan, int attempt, Instant notBefore) {
    DeploymentState state = plan.state();
    Transition transition = state.transition().orElseThrow();
    CurrentJob job = state.job().orElseThrow();
    Moment moment = plan.moment();
    UUID savepointId = plan.mint();
    Optional<String> directory =
        JobSpecs.savepointDirectory(state, savepointId, job.id(), moment.settings());
    if (directory.isEmpty()) {
      plan.add(
          new TransitionFailed(
              state.identity().id(),
              transition.id(),
              new Failure(
                  FailureReason.SAVEPOINT_NOT_TRIGGERED,
                  "No savepoint directory: set state.savepoints.dir in flinkConfiguration.",
                  Optional.empty(),
                  moment.now()),
              transition.failures()));
      return;
    }
    plan.add(
        new SavepointRequested(
            state.identity().id(),
            savepointId,
            plan.mint(),
            job.id(),
            directory.get(),
            SavepointOrigin.SUSPEND,
            SavepointFormat.CANONICAL,
            SavepointEffect.STOP,
            Optional.of(transition.id()),
            attempt,
            state.wish().spec().maxSavepointCreationAttempts(),
            notBefore,
            Optional.empty(),
            notBefore.plus(moment.settings().deadlines().savepoint())));
  }

  /** Flink wrote a savepoint; even a late one is catalogued, since its data is there. */
  static void written(
      Plan plan, CataloguedSavepoint savepoint, String location, Optional<Long> sizeBytes) {
    DeploymentState state = plan.state();
    Moment moment = plan.moment();
    plan.add(
        new SavepointCompleted(
            state.identity().id(), savepoint.id(), location, sizeBytes, moment.now()));
    Optional<Transition> awaiting =
        state
            .transition()
            .filter(
                t -> !t.redirected() && savepoint.transitionId().filter(t.id()::equals).isPresent())
            .filter(
                t -> state.job().filter(j -> j.phase() == CurrentJob.Phase.STARTED).isPresent());
    if (awaiting.isEmpty()) return;
    CurrentJob job = state.job().orElseThrow();
    // An earlier attempt came through after all: it has stopped the job, so a later one cannot.
    plan.state().catalogue().openOf(job.id()).stream()
        .filter(other -> other.transitionId().isPresent())
        .forEach(other -> close(plan, other, "An earlier attempt stopped the job."));
    plan.add(
        new JobStopRequested(
            state.identity().id(),
            awaiting.get().id(),
            job.id(),
            StopMode.AFTER_SAVEPOINT,
            Optional.of(savepoint.id()),
            moment.now().plus(moment.settings().deadlines().stop())));
  }

  /** A savepoint will never be complete. The job is left running whatever follows. */
  static void failed(Plan plan, CataloguedSavepoint savepoint, Failure failure) {
    DeploymentState state = plan.state();
    Moment moment = plan.moment();
    Optional<Transition> awaiting =
        state
            .transition()
            .filter(
                t ->
                    !t.redirected() && savepoint.transitionId().filter(t.id()::equals).isPresent());
    boolean another =
        awaiting.isPresent()
            && failure.reason().retryable()
            && savepoint.attempt() < savepoint.maxAttempts()
            && !TransitionDecider.isSuperseded(state);
    Optional<Instant> retryAt =
        another
            ? Optional.of(
                moment.now().plus(BackOff.OF_ATTEMPTS.after(savepoint.attempt(), moment.jitter())))
            : Optional.empty();
    plan.add(
        new SavepointFailed(
            state.identity().id(),
            savepoint.id(),
            failure,
            savepoint.attempt(),
            savepoint.maxAttempts(),
            retryAt));
    if (awaiting.isEmpty()) return;
    if (another) requestForStop(plan, savepoint.attempt() + 1, retryAt.orElseThrow());
    else TransitionDecider.fail(plan, failure);
  }

  /** The job ended: what it had not written it never will. */
  static void closeAllOf(Plan plan, UUID jobId) {
    plan.state()
        .catalogue()
        .openOf(jobId)
        .forEach(open -> close(plan, open, "The job ended before the savepoint was complete."));
  }

  private static void close(Plan plan, CataloguedSavepoint open, String message) {
    plan.add(
        new SavepointFailed(
            plan.state().identity().id(),
            open.id(),
            new Failure(
                FailureReason.JOB_ENDED_BEFORE_SAVEPOINT,
                message,
                Optional.empty(),
                plan.moment().now()),
            open.attempt(),
            open.maxAttempts(),
            Optional.empty()));
  }

  static Outcome taken(UUID savepointId) {
    return Outcome.refused(
        RefusalCode.ID_TAKEN,
        "The savepoint %s exists. Leave metadata.id out to get a new one",
        savepointId);
  }
}

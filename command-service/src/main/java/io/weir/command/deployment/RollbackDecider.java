package io.weir.command.deployment;

import io.weir.command.decide.RefusalCode;
import io.weir.events.deployment.RestorePoint;
import io.weir.events.deployment.Rollback;
import io.weir.events.deployment.RollbackRestore;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DesiredState;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * May the deployment go back to what an earlier job ran, and from which state? One edit: the old
 * template, the wish RUNNING and the choice of the state are decided together or not at all.
 */
final class RollbackDecider {
  private RollbackDecider() {}

  static Outcome decide(DeploymentState state, RollBackDeployment command, Moment moment) {
    if (state.deleted()) return EditDecider.notFound(state);
    if (command.past().isEmpty()) return unknown(state, command.jobId());
    RanJob past = command.past().get();
    boolean latest = command.restore() == RollbackRestore.LATEST;
    if (latest && runs(state, past)) return needless(state, past);
    Optional<UUID> point = Optional.empty();
    if (command.restore() == RollbackRestore.OF_JOB) {
      point = restorePoint(state, past);
      if (point.isEmpty()) return nothingLeft(state, past, moment);
    }
    return EditDecider.decide(
        state,
        new ReviseDeployment(
            command.deploymentId(),
            state.identity().displayName(),
            state.identity().labels(),
            state.identity().annotations(),
            spec(state.wish().spec(), past.spec()),
            past.target(),
            false,
            false),
        Optional.of(new Rollback(past.jobId(), command.restore(), point)),
        moment);
  }

  /** What ran is of the past; how it is run (strategies, limits, policies) is of today. */
  private static DeploymentSpec spec(DeploymentSpec today, DeploymentSpec past) {
    return new DeploymentSpec(
        DesiredState.RUNNING,
        past.deploymentTargetId(),
        past.deploymentTargetName(),
        past.sessionClusterName(),
        today.upgradeStrategy(),
        today.restoreStrategy(),
        today.maxJobCreationAttempts(),
        today.maxSavepointCreationAttempts(),
        today.jobFailureExpirationTime(),
        today.savepointPolicy(),
        past.template());
  }

  private static boolean runs(DeploymentState state, RanJob past) {
    return past.templateGeneration() == state.wish().templateGeneration()
        && state.transition().isEmpty()
        && state.job().filter(j -> j.phase() == CurrentJob.Phase.STARTED).isPresent()
        && !state.wish().templateChangedSince(state.job().orElseThrow().generation());
  }

  /** The newest of what the job wrote, else what it began from, by any pointer to that data. */
  private static Optional<UUID> restorePoint(DeploymentState state, RanJob past) {
    return state
        .catalogue()
        .newestOf(past.jobId())
        .or(() -> past.beganFrom().flatMap(point -> beginning(state, point)))
        .map(CataloguedSavepoint::id);
  }

  private static Optional<CataloguedSavepoint> beginning(
      DeploymentState state, RestorePoint point) {
    List<CataloguedSavepoint> complete = state.catalogue().completedNewestFirst();
    return complete.stream()
        .filter(s -> s.id().equals(point.savepointId()))
        .findFirst()
        .or(
            () ->
                complete.stream()
                    .filter(s -> s.location().filter(point.location()::equals).isPresent())
                    .findFirst());
  }

  private static Outcome unknown(DeploymentState state, UUID jobId) {
    return Outcome.refused(
        RefusalCode.JOB_NOT_FOUND,
        "The deployment %s never had a job %s. Its jobs: GET jobs?deploymentId=%s",
        state.identity().name(),
        jobId,
        state.identity().id());
  }

  private static Outcome needless(DeploymentState state, RanJob past) {
    return Outcome.refused(
        RefusalCode.RUNS_THAT_TEMPLATE,
        "The deployment %s runs the template of job %s now. Name an earlier job, or go back to the state of this one with restore OF_JOB",
        state.identity().name(),
        past.jobId());
  }

  private static Outcome nothingLeft(DeploymentState state, RanJob past, Moment moment) {
    return Outcome.refused(
        RefusalCode.NO_RESTORE_POINT,
        "Nothing that job %s wrote is left%s. %s Register one of them (POST savepoints with its location) and go back with restore LATEST, or begin empty with restore NONE",
        past.jobId(),
        past.beganFrom()
            .map(point -> ", nor what it began from (" + point.location() + ")")
            .orElse(", and it began empty"),
        RestoreWords.choices(state, moment.now()));
  }
}

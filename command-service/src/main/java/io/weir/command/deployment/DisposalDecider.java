package io.weir.command.deployment;

import io.weir.command.decide.RefusalCode;
import io.weir.command.deployment.CataloguedSavepoint.Phase;
import io.weir.events.deployment.DataFate;
import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.SavepointDisposalFailed;
import io.weir.events.deployment.SavepointDisposalRequested;
import io.weir.events.deployment.SavepointDisposalStarted;
import io.weir.events.deployment.SavepointDisposed;
import io.weir.events.deployment.SavepointFailed;
import io.weir.events.report.SavepointDataReport;
import io.weir.events.report.SavepointNotRemoved;
import io.weir.events.report.SavepointRemovalBegan;
import io.weir.events.report.SavepointRemoved;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** May a savepoint go, may its data, and what follows when its removal is reported? */
final class DisposalDecider {
  private static final int NAMED = 3;

  private DisposalDecider() {}

  /** Also in a deleted deployment: what its undeletion would find is given up then. */
  static Outcome decide(DeploymentState state, DeleteSavepoint command, Moment moment) {
    Optional<CataloguedSavepoint> found = state.catalogue().find(command.savepointId());
    if (found.isEmpty()) return notFound(command.savepointId());
    CataloguedSavepoint savepoint = found.get();
    if (command.expired().isPresent() && !command.expired().equals(state.history().deletedAt()))
      return cameBack(state, savepoint);
    if (savepoint.phase().isOpen()) return open(state, savepoint, command.force(), moment);
    if (savepoint.phase().isGoing()) return beingDeleted(savepoint.id());
    if (savepoint.pin().isPresent()) return pinned(savepoint);
    if (savepoint.phase() == Phase.FAILED)
      return gone(state, savepoint, ofUnwritten(savepoint), moment);
    Optional<Outcome> needed = needed(state, savepoint, command.force(), moment);
    if (needed.isPresent()) return needed.get();
    return dispose(state, savepoint, command, moment);
  }

  /** Flink cannot be told to end a savepoint; but nobody has to go on waiting for it. */
  private static Outcome open(
      DeploymentState state, CataloguedSavepoint savepoint, boolean force, Moment moment) {
    boolean awaited =
        savepoint.transitionId().isPresent()
            && savepoint.transitionId().equals(state.transition().map(Transition::id))
            && !state.transition().orElseThrow().redirected();
    if (awaited)
      return Outcome.refused(
          RefusalCode.SAVEPOINT_STARTED,
          "The transition to %s waits for the savepoint %s. Set spec.state to CANCELLED to end the job without it",
          state.transition().orElseThrow().target(),
          savepoint.id());
    if (!force)
      return Outcome.refused(
          RefusalCode.SAVEPOINT_STARTED,
          "The savepoint %s is being written since %s. Wait for its outcome, or give it up: ?force=true",
          savepoint.id(),
          savepoint.createdAt());
    return new Plan(state, moment)
        .add(
            new SavepointFailed(
                state.identity().id(),
                savepoint.id(),
                new Failure(
                    FailureReason.SAVEPOINT_GIVEN_UP,
                    "It was being written since "
                        + savepoint.createdAt()
                        + ". Flink may still complete it; what it writes stays where it is.",
                    Optional.empty(),
                    moment.now()),
                savepoint.attempt(),
                savepoint.maxAttempts(),
                Optional.empty()))
        .accepted();
  }

  private static Outcome dispose(
      DeploymentState state,
      CataloguedSavepoint savepoint,
      DeleteSavepoint command,
      Moment moment) {
    if (command.data().isEmpty())
      return Outcome.refused(
          RefusalCode.SAVEPOINT_NOT_COMPLETE,
          "The savepoint %s was completed at this moment. Ask again",
          savepoint.id());
    DataStanding data = command.data().get();
    List<DataStanding.Reference> others = data.othersThan(savepoint.id());
    if (!others.isEmpty())
      return command.force()
          ? gone(state, savepoint, DataFate.KEPT_SHARED, moment)
          : shared(savepoint, others);
    if (!data.writtenByWeir()) return gone(state, savepoint, DataFate.KEPT_FOREIGN, moment);
    if (savepoint.phase() == Phase.FAILED_DELETION && command.force())
      return gone(state, savepoint, ofUnremovable(savepoint), moment);
    return new Plan(state, moment)
        .add(
            new SavepointDisposalRequested(
                state.identity().id(),
                savepoint.id(),
                savepoint.location().orElseThrow(),
                1,
                moment.now(),
                moment.now().plus(moment.settings().deadlines().savepoint())))
        .accepted();
  }

  /** Flink itself says that it failed, or was never asked; every other end leaves that open. */
  private static DataFate ofUnwritten(CataloguedSavepoint savepoint) {
    return switch (savepoint.failure().orElseThrow().reason()) {
      case SAVEPOINT_FAILED, SAVEPOINT_NOT_TRIGGERED -> DataFate.NONE;
      default -> DataFate.UNKNOWN;
    };
  }

  private static DataFate ofUnremovable(CataloguedSavepoint savepoint) {
    return savepoint.failure().orElseThrow().reason() == FailureReason.DATA_NOT_SEEN
        ? DataFate.UNKNOWN
        : DataFate.KEPT_UNREMOVABLE;
  }

  private static Optional<Outcome> needed(
      DeploymentState state, CataloguedSavepoint savepoint, boolean force, Moment moment) {
    // What may be incomplete is restored from by nobody.
    if (savepoint.phase() != Phase.COMPLETED) return Optional.empty();
    return RestoreNeed.of(state, savepoint.id(), moment.now())
        .filter(need -> !force || need == RestoreNeed.PENDING_RESTORE)
        .map(
            need ->
                Outcome.refused(
                    RefusalCode.SAVEPOINT_IN_USE,
                    switch (need) {
                      case PENDING_RESTORE ->
                          "A start of %s that is under way needs the savepoint %s. Wait for its end";
                      case BEGINNING_OF_THE_JOB ->
                          "The current job of %s began from the savepoint %s and may need it again until it ends. Force gives that up: ?force=true";
                      case NEXT_RESTORE_POINT ->
                          "The next start of %s would begin from the savepoint %s. Take a newer one first, or give that up: ?force=true";
                    },
                    state.identity().name(),
                    savepoint.id()));
  }

  private static Outcome gone(
      DeploymentState state, CataloguedSavepoint savepoint, DataFate fate, Moment moment) {
    return new Plan(state, moment)
        .add(new SavepointDisposed(state.identity().id(), savepoint.id(), fate))
        .accepted();
  }

  /** What the executor says of a removal. */
  static Outcome reported(Plan plan, SavepointDataReport report) {
    Optional<CataloguedSavepoint> savepoint = plan.state().catalogue().find(report.savepointId());
    if (savepoint.isEmpty()) return new Outcome.Unchanged(Skip.UNKNOWN_SAVEPOINT);
    if (savepoint.get().removal().isEmpty()) return new Outcome.Unchanged(Skip.SAVEPOINT_SETTLED);
    UUID deployment = report.deploymentId();
    UUID id = report.savepointId();
    return switch (report) {
      case SavepointRemovalBegan r ->
          savepoint.get().phase() == Phase.DELETING
              ? new Outcome.Unchanged(Skip.NOTHING_NEW)
              : plan.add(new SavepointDisposalStarted(deployment, id)).accepted();
      case SavepointRemoved r ->
          plan.add(
                  new SavepointDisposed(
                      deployment, id, r.found() ? DataFate.REMOVED : DataFate.NOT_FOUND))
              .accepted();
      case SavepointNotRemoved r -> notRemoved(plan, savepoint.get(), r.failure());
    };
  }

  /** Tried again for as long as it may work: only whoever deletes by force leaves data behind. */
  private static Outcome notRemoved(Plan plan, CataloguedSavepoint savepoint, Failure failure) {
    UUID deployment = plan.state().identity().id();
    Moment moment = plan.moment();
    int attempt = savepoint.removal().orElseThrow().attempt();
    Optional<Instant> retryAt =
        failure.reason().retryable()
            ? Optional.of(
                moment.now().plus(moment.settings().removals().after(attempt, moment.jitter())))
            : Optional.empty();
    plan.add(new SavepointDisposalFailed(deployment, savepoint.id(), failure, attempt, retryAt));
    retryAt.ifPresent(
        at ->
            plan.add(
                new SavepointDisposalRequested(
                    deployment,
                    savepoint.id(),
                    savepoint.location().orElseThrow(),
                    attempt + 1,
                    at,
                    at.plus(moment.settings().deadlines().savepoint()))));
    return plan.accepted();
  }

  /** Whoever judged that its time was over saw an older state. */
  private static Outcome cameBack(DeploymentState state, CataloguedSavepoint savepoint) {
    return Outcome.refused(
        RefusalCode.SAVEPOINT_IN_USE,
        "The deployment %s was undeleted meanwhile, so its savepoint %s stays for now",
        state.identity().name(),
        savepoint.id());
  }

  static Outcome notFound(UUID savepointId) {
    return Outcome.refused(
        RefusalCode.SAVEPOINT_NOT_FOUND,
        "There is no savepoint %s, or it was deleted",
        savepointId);
  }

  static Outcome beingDeleted(UUID savepointId) {
    return Outcome.refused(
        RefusalCode.SAVEPOINT_BEING_DELETED,
        "The savepoint %s is being deleted already, or its deletion failed",
        savepointId);
  }

  private static Outcome pinned(CataloguedSavepoint savepoint) {
    return Outcome.refused(
        RefusalCode.SAVEPOINT_PINNED,
        "The savepoint %s is pinned%s. Unpin it first: DELETE …/savepoints/%s/pin",
        savepoint.id(),
        savepoint.pin().flatMap(CataloguedSavepoint.Pin::reason).map(r -> ": " + r).orElse(""),
        savepoint.id());
  }

  private static Outcome shared(
      CataloguedSavepoint savepoint, List<DataStanding.Reference> others) {
    String names =
        others.stream()
            .limit(NAMED)
            .map(r -> r.savepointId() + " of deployment " + r.deploymentId())
            .collect(Collectors.joining(", "));
    return Outcome.refused(
        RefusalCode.SAVEPOINT_SHARED,
        "The data of the savepoint %s is also that of %s%s. Delete those first, or only this pointer, which leaves the data: ?force=true",
        savepoint.id(),
        names,
        others.size() > NAMED ? " and " + (others.size() - NAMED) + " more" : "");
  }
}

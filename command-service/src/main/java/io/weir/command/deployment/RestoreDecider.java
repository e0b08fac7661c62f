package io.weir.command.deployment;

import io.weir.events.deployment.RestoreCandidate;
import io.weir.events.deployment.RestoreDecision;
import io.weir.events.deployment.RestorePoint;
import io.weir.events.deployment.RestoreRule;
import io.weir.events.deployment.Rollback;
import io.weir.events.deployment.RollbackRestore;
import io.weir.events.deployment.SavepointOrigin;
import io.weir.events.spec.RestoreStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From which state does the next job begin? Chosen and explained, never guessed. */
final class RestoreDecider {
  private RestoreDecider() {}

  /**
   * The decision, or nothing when the job had state, there is nothing to restore it from, and
   * nobody said that it may be lost.
   *
   * @param emptyStartConfirmed whether the user accepts an empty start
   */
  static Optional<RestoreDecision> decide(
      DeploymentState state, Instant now, boolean emptyStartConfirmed) {
    RestoreStrategy strategy = state.wish().spec().restoreStrategy();
    Optional<Rollback> rollback = state.wish().rollback();
    RestoreStrategy.Kind kind = strategy.kind();
    List<RestoreCandidate> rejected = new ArrayList<>();
    CataloguedSavepoint taken = null;
    for (CataloguedSavepoint savepoint : state.catalogue().savepoints().reversed()) {
      Optional<String> why = objection(state, savepoint, kind, taken != null);
      if (why.isPresent())
        rejected.add(new RestoreCandidate(savepoint.id(), savepoint.location(), why.get()));
      else taken = savepoint;
    }
    Optional<RestorePoint> chosen = Optional.ofNullable(taken).map(s -> point(s, now));
    boolean emptyByWord =
        emptyStartConfirmed
            || rollback.filter(r -> r.restore() == RollbackRestore.NONE).isPresent();
    return rule(state, kind, chosen, emptyByWord)
        .map(
            rule ->
                new RestoreDecision(
                    chosen,
                    rule,
                    rejected,
                    strategy.allowNonRestoredState(),
                    RestoreWords.of(
                        chosen, rule, rejected, strategy.allowNonRestoredState(), rollback)));
  }

  /** Why the next start does not take it, if there is a reason in itself. */
  static Optional<String> objection(DeploymentState state, CataloguedSavepoint savepoint) {
    return objection(state, savepoint, state.wish().spec().restoreStrategy().kind(), false);
  }

  private static Optional<Rollback> ofJob(DeploymentState state) {
    return state.wish().rollback().filter(r -> r.restore() == RollbackRestore.OF_JOB);
  }

  private static Optional<String> objection(
      DeploymentState state,
      CataloguedSavepoint savepoint,
      RestoreStrategy.Kind kind,
      boolean newerTaken) {
    return switch (savepoint.phase()) {
      case REQUESTED, TRIGGERED -> Optional.of("It is not complete.");
      case FAILED -> Optional.of("It failed.");
      case PENDING_DELETION, DELETING -> Optional.of("It is being deleted.");
      case FAILED_DELETION -> Optional.of("Its deletion failed, so its data may be incomplete.");
      case COMPLETED -> {
        Optional<Rollback> rollback =
            state.wish().rollback().filter(r -> r.restore() != RollbackRestore.LATEST);
        if (rollback.isPresent()) yield objection(savepoint, rollback.get());
        if (kind == RestoreStrategy.Kind.NONE) yield Optional.of("The restore strategy is NONE.");
        if (state.catalogue().isLeftBehind(savepoint.id()))
          yield Optional.of("A rollback left it behind.");
        if (newerTaken) yield Optional.of("A newer one was taken.");
        if (kind == RestoreStrategy.Kind.LATEST_SAVEPOINT
            && savepoint.origin() == SavepointOrigin.RETAINED_CHECKPOINT)
          yield Optional.of(
              "It is a retained checkpoint, and the restore strategy is LATEST_SAVEPOINT.");
        yield Optional.empty();
      }
    };
  }

  /** Whoever goes back and says from which state names it outright, whatever the strategy. */
  private static Optional<String> objection(CataloguedSavepoint savepoint, Rollback rollback) {
    if (rollback.savepointId().filter(savepoint.id()::equals).isPresent()) return Optional.empty();
    return Optional.of(
        rollback.restore() == RollbackRestore.NONE
            ? "The deployment goes back to job " + rollback.jobId() + " with empty state."
            : "The deployment goes back to the state of job " + rollback.jobId() + ".");
  }

  private static Optional<RestoreRule> rule(
      DeploymentState state,
      RestoreStrategy.Kind kind,
      Optional<RestorePoint> chosen,
      boolean confirmed) {
    // Where what was named is gone, nothing else is taken, and it does not begin empty.
    if (ofJob(state).isPresent()) return chosen.map(point -> RestoreRule.OF_JOB);
    if (kind == RestoreStrategy.Kind.NONE) return Optional.of(RestoreRule.NONE);
    if (chosen.isPresent())
      return Optional.of(
          kind == RestoreStrategy.Kind.LATEST_STATE
              ? RestoreRule.LATEST_STATE
              : RestoreRule.LATEST_SAVEPOINT);
    if (state.history().jobs() == 0) return Optional.of(RestoreRule.FIRST_START);
    if (!state.history().everStarted()) return Optional.of(RestoreRule.NO_STATE_YET);
    return confirmed ? Optional.of(RestoreRule.EMPTY_START_CONFIRMED) : Optional.empty();
  }

  private static RestorePoint point(CataloguedSavepoint savepoint, Instant now) {
    Instant takenAt = savepoint.completedAt().orElseThrow();
    Duration age = Duration.between(takenAt, now);
    return new RestorePoint(
        savepoint.id(),
        savepoint.location().orElseThrow(),
        savepoint.origin(),
        takenAt,
        age.isNegative() ? Duration.ZERO : age,
        savepoint.jobId());
  }
}

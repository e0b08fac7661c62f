package io.weir.command.deployment;

import io.weir.events.deployment.RestoreCandidate;
import io.weir.events.deployment.RestoreDecision;
import io.weir.events.deployment.RestorePoint;
import io.weir.events.deployment.RestoreRule;
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
    List<RestoreCandidate> rejected = new ArrayList<>();
    CataloguedSavepoint taken = null;
    for (CataloguedSavepoint savepoint : state.catalogue().savepoints().reversed()) {
      Optional<String> why = objection(savepoint, strategy.kind(), taken != null);
      if (why.isPresent())
        rejected.add(new RestoreCandidate(savepoint.id(), savepoint.location(), why.get()));
      else taken = savepoint;
    }
    Optional<RestorePoint> chosen = Optional.ofNullable(taken).map(s -> point(s, now));
    return rule(state, strategy.kind(), chosen.isPresent(), emptyStartConfirmed)
        .map(
            rule ->
                new RestoreDecision(
                    chosen,
                    rule,
                    rejected,
                    strategy.allowNonRestoredState(),
                    RestoreWords.of(chosen, rule, rejected, strategy.allowNonRestoredState())));
  }

  /** Why a start under this strategy does not take it, if there is a reason in itself. */
  static Optional<String> objection(CataloguedSavepoint savepoint, RestoreStrategy.Kind kind) {
    return objection(savepoint, kind, false);
  }

  private static Optional<String> objection(
      CataloguedSavepoint savepoint, RestoreStrategy.Kind kind, boolean newerTaken) {
    return switch (savepoint.phase()) {
      case REQUESTED, TRIGGERED -> Optional.of("It is not complete.");
      case FAILED -> Optional.of("It failed.");
      case PENDING_DELETION, DELETING -> Optional.of("It is being deleted.");
      case FAILED_DELETION -> Optional.of("Its deletion failed, so its data may be incomplete.");
      case COMPLETED -> {
        if (kind == RestoreStrategy.Kind.NONE) yield Optional.of("The restore strategy is NONE.");
        if (newerTaken) yield Optional.of("A newer one was taken.");
        if (kind == RestoreStrategy.Kind.LATEST_SAVEPOINT
            && savepoint.origin() == SavepointOrigin.RETAINED_CHECKPOINT)
          yield Optional.of(
              "It is a retained checkpoint, and the restore strategy is LATEST_SAVEPOINT.");
        yield Optional.empty();
      }
    };
  }

  private static Optional<RestoreRule> rule(
      DeploymentState state, RestoreStrategy.Kind kind, boolean found, boolean confirmed) {
    if (kind == RestoreStrategy.Kind.NONE) return Optional.of(RestoreRule.NONE);
    if (found)
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

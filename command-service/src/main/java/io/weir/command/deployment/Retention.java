package io.weir.command.deployment;

import io.weir.command.deployment.CataloguedSavepoint.Phase;
import io.weir.events.spec.SavepointPolicy;
import io.weir.events.spec.SavepointRetention;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which savepoints a deployment's retention lets go. What is pinned neither goes nor counts; the
 * newest, and what the deployment itself needs, does not go before its deletion has expired.
 * Whether others refer to the data is decided where it is locked.
 */
public final class Retention {
  /** A transition or another savepoint is under way. */
  private static final Duration NOT_NOW = Duration.ofSeconds(10);

  /** Others refer to the data. */
  private static final Duration REFERRED_TO = Duration.ofMinutes(10);

  private Retention() {}

  /** What is to go now, oldest first. */
  public static List<UUID> retire(DeploymentState state, Instant now) {
    Optional<SavepointRetention> rule = rule(state);
    if (rule.isEmpty()) return List.of();
    List<CataloguedSavepoint> complete = complete(state);
    if (hasExpired(state, now)) return complete.stream().map(CataloguedSavepoint::id).toList();
    int surplus = rule.get().maxCount().map(max -> complete.size() - max).orElse(0);
    Optional<Duration> maxAge = rule.get().maxAge().flatMap(Expiration::parse);
    List<UUID> retired = new ArrayList<>();
    for (CataloguedSavepoint savepoint : complete) {
      boolean old = maxAge.filter(age -> isOlder(savepoint, age, now)).isPresent();
      boolean over = retired.size() < surplus;
      if ((old || over) && isFree(state, complete, savepoint, now)) retired.add(savepoint.id());
    }
    return retired;
  }

  /**
   * Whether it has been deleted for so long that what its undeletion would find is given up. Not
   * while anything of it is left that runs.
   */
  public static boolean hasExpired(DeploymentState state, Instant now) {
    return state.job().isEmpty()
        && state.transition().isEmpty()
        && expiry(state).filter(at -> !at.isAfter(now)).isPresent();
  }

  private static Optional<Instant> expiry(DeploymentState state) {
    return rule(state)
        .flatMap(SavepointRetention::afterDeletion)
        .flatMap(Expiration::parse)
        .flatMap(kept -> state.history().deletedAt().map(at -> at.plus(kept)));
  }

  /** When something is to go next; a moment that has passed when something is to go now. */
  static Optional<Instant> next(DeploymentState state, Instant now) {
    if (!retire(state, now).isEmpty()) return Optional.of(now);
    List<CataloguedSavepoint> complete = complete(state);
    return Stream.concat(
            aged(state, complete, now),
            complete.isEmpty() ? Stream.empty() : expiry(state).stream())
        .filter(at -> at.isAfter(now))
        .min(Instant::compareTo);
  }

  /** When each that may go will be too old. */
  private static Stream<Instant> aged(
      DeploymentState state, List<CataloguedSavepoint> complete, Instant now) {
    return rule(state).flatMap(SavepointRetention::maxAge).flatMap(Expiration::parse).stream()
        .flatMap(
            age ->
                complete.stream()
                    .filter(savepoint -> isFree(state, complete, savepoint, now))
                    .flatMap(savepoint -> savepoint.completedAt().stream())
                    .map(at -> at.plus(age)));
  }

  private static Optional<SavepointRetention> rule(DeploymentState state) {
    return state.wish().spec().savepointPolicy().flatMap(SavepointPolicy::retention);
  }

  private static List<CataloguedSavepoint> complete(DeploymentState state) {
    return state.catalogue().savepoints().stream()
        .filter(s -> s.phase() == Phase.COMPLETED && s.pin().isEmpty())
        .toList();
  }

  private static boolean isOlder(CataloguedSavepoint savepoint, Duration age, Instant now) {
    return savepoint.completedAt().filter(at -> at.plus(age).isBefore(now)).isPresent();
  }

  private static boolean isFree(
      DeploymentState state,
      List<CataloguedSavepoint> complete,
      CataloguedSavepoint savepoint,
      Instant now) {
    return !savepoint.equals(complete.getLast())
        && RestoreNeed.of(state, savepoint.id(), now).isEmpty();
  }

  /** When to look again after a look: what could not be done waits a while. */
  public static Optional<Instant> lookAgain(DeploymentState state, Instant now) {
    return Stream.of(
            ScheduleDecider.next(state).map(at -> at.isAfter(now) ? at : now.plus(NOT_NOW)),
            next(state, now).map(at -> at.isAfter(now) ? at : now.plus(REFERRED_TO)))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  /** When the deployment's policies are to be looked at first. */
  public static Optional<Instant> nextLook(DeploymentState state, Instant now) {
    return Stream.of(ScheduleDecider.next(state), next(state, now))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }
}

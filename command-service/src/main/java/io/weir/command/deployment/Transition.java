package io.weir.command.deployment;

import io.weir.events.deployment.Failure;
import io.weir.events.deployment.TransitionCause;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.UpgradeStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The transition under way.
 *
 * @param id the transition
 * @param target where it goes
 * @param cause why it began
 * @param generation the generation that it serves
 * @param upgrade how a running job is replaced, when it is an upgrade
 * @param redirected whether it was turned to CANCELLED
 * @param failures what failed in it so far, oldest first
 * @param fate how it must end once the cluster is gone; absent: it goes on
 * @param retryAt when the next attempt may begin
 * @param attempts job attempts so far
 * @param emptyStartConfirmed whether an attempt in it began empty by the user's word
 * @param startedAt when it began
 */
public record Transition(
    UUID id,
    DesiredState target,
    TransitionCause cause,
    long generation,
    Optional<UpgradeStrategy.Kind> upgrade,
    boolean redirected,
    List<Failure> failures,
    Optional<Failure> fate,
    Optional<Instant> retryAt,
    int attempts,
    boolean emptyStartConfirmed,
    Instant startedAt) {
  Transition redirectedTo(DesiredState newTarget, long newGeneration) {
    return new Transition(
        id,
        newTarget,
        cause,
        newGeneration,
        Optional.empty(),
        true,
        failures,
        Optional.empty(),
        Optional.empty(),
        attempts,
        emptyStartConfirmed,
        startedAt);
  }

  Transition failedOnce(Failure failure, Optional<Instant> nextAt, boolean fatal) {
    return new Transition(
        id,
        target,
        cause,
        generation,
        upgrade,
        redirected,
        Stream.concat(failures.stream(), Stream.of(failure)).toList(),
        fatal ? Optional.of(failure) : Optional.empty(),
        nextAt,
        attempts,
        emptyStartConfirmed,
        startedAt);
  }

  /** The change in place failed: the job is replaced by this strategy instead. */
  Transition replacing(Failure failure, Optional<UpgradeStrategy.Kind> strategy) {
    return new Transition(
        id,
        target,
        cause,
        generation,
        strategy,
        redirected,
        Stream.concat(failures.stream(), Stream.of(failure)).toList(),
        Optional.empty(),
        Optional.empty(),
        attempts,
        emptyStartConfirmed,
        startedAt);
  }

  Transition attempted(int attempt, boolean emptyConfirmed) {
    return new Transition(
        id,
        target,
        cause,
        generation,
        upgrade,
        redirected,
        failures,
        Optional.empty(),
        Optional.empty(),
        attempt,
        emptyStartConfirmed || emptyConfirmed,
        startedAt);
  }
}

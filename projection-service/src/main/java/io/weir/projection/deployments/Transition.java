package io.weir.projection.deployments;

import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.Failure;
import io.weir.events.deployment.TransitionCause;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.UpgradeStrategy;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A transition under way.
 *
 * @param id the transition
 * @param from the state before it
 * @param target the state to reach
 * @param abandoned the target that it had first, after a redirect
 * @param cause why it began
 * @param generation the generation of the spec that it serves
 * @param upgradeStrategy the strategy, when a running job is upgraded
 * @param startedAt when it began
 * @param step what it waits for
 * @param stepSince since when
 * @param attempt which attempt of the step's work this is; 1 and up
 * @param savepointId the savepoint that it asked for last
 * @param lastFailure why the last attempt failed
 * @param replaced the job that ran before, once nothing runs any more
 */
public record Transition(
    UUID id,
    ActualState from,
    DesiredState target,
    Optional<DesiredState> abandoned,
    TransitionCause cause,
    long generation,
    Optional<UpgradeStrategy.Kind> upgradeStrategy,
    Instant startedAt,
    Step step,
    Instant stepSince,
    int attempt,
    Optional<UUID> savepointId,
    Optional<Failure> lastFailure,
    Optional<Replaced> replaced) {

  /** What a transition waits for. */
  public enum Step {
    /** The decider: nothing outside is asked for yet. */
    DECIDING,
    /** The objects of the job's cluster, and its JobManager. */
    CLUSTER,
    /** Flink to report the job RUNNING. */
    JOB,
    /** The savepoint that it needs. */
    SAVEPOINT,
    /** The running job to take another parallelism. */
    RESCALE,
    /** The job to end. */
    JOB_END,
    /** The last object of the cluster to go. */
    TEARDOWN
  }

  Transition waitingFor(Step next, Instant since, int nextAttempt) {
    return at(next, since, nextAttempt, savepointId, lastFailure);
  }

  Transition waitingForSavepoint(UUID savepoint, Instant since, int nextAttempt) {
    return at(Step.SAVEPOINT, since, nextAttempt, Optional.of(savepoint), lastFailure);
  }

  Transition failedOnce(Failure failure) {
    return at(step, stepSince, attempt, savepointId, Optional.of(failure));
  }

  Transition redirected(DesiredState given, DesiredState to, long newGeneration) {
    return towards(to, Optional.of(given), newGeneration, upgradeStrategy);
  }

  Transition replacing(Optional<UpgradeStrategy.Kind> strategy) {
    return towards(target, abandoned, generation, strategy);
  }

  /** The first job that stops counts: until another runs, nothing does. */
  Transition stopped(Replaced job) {
    return new Transition(
        id,
        from,
        target,
        abandoned,
        cause,
        generation,
        upgradeStrategy,
        startedAt,
        step,
        stepSince,
        attempt,
        savepointId,
        lastFailure,
        replaced.or(() -> Optional.of(job)));
  }

  /** How far it is; flat, as all of it is stored and shown. */
  private Transition at(
      Step next, Instant since, int nextAttempt, Optional<UUID> savepoint, Optional<Failure> why) {
    return new Transition(
        id,
        from,
        target,
        abandoned,
        cause,
        generation,
        upgradeStrategy,
        startedAt,
        next,
        since,
        nextAttempt,
        savepoint,
        why,
        replaced);
  }

  /** What it is to reach. */
  private Transition towards(
      DesiredState to,
      Optional<DesiredState> given,
      long newGeneration,
      Optional<UpgradeStrategy.Kind> strategy) {
    return new Transition(
        id,
        from,
        to,
        given,
        cause,
        newGeneration,
        strategy,
        startedAt,
        step,
        stepSince,
        attempt,
        savepointId,
        lastFailure,
        replaced);
  }
}

package io.weir.command.deployment;

import io.weir.events.deployment.JobTarget;
import io.weir.events.deployment.Rollback;
import io.weir.events.deployment.RollbackRestore;
import io.weir.events.deployment.SpecChange;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.UpgradeStrategy;
import java.util.Optional;
import java.util.Set;

/**
 * What the user wants, and when it changed last.
 *
 * @param spec the complete spec
 * @param target where its jobs run; absent with a session cluster
 * @param generation plus one with every change of the spec
 * @param stateGeneration the generation in which the desired state changed last
 * @param templateGeneration the generation in which the template changed last
 * @param rollback the earlier job that the template was taken back to; until a job of it runs
 */
public record Wish(
    DeploymentSpec spec,
    Optional<JobTarget> target,
    long generation,
    long stateGeneration,
    long templateGeneration,
    Optional<Rollback> rollback) {
  static Wish first(DeploymentSpec spec, Optional<JobTarget> target) {
    return new Wish(spec, target, 1, 1, 1, Optional.empty());
  }

  Wish revised(
      DeploymentSpec next,
      Optional<JobTarget> nextTarget,
      long nextGeneration,
      Set<SpecChange> changes,
      Optional<Rollback> nextRollback) {
    return new Wish(
        next,
        nextTarget,
        nextGeneration,
        changes.contains(SpecChange.WISH) ? nextGeneration : stateGeneration,
        changes.contains(SpecChange.TEMPLATE) ? nextGeneration : templateGeneration,
        nextRollback.or(() -> rollback.filter(r -> holds(r, next, changes))));
  }

  /** Which state is taken outlives other edits; that state may be lost outlives no newer wish. */
  private boolean holds(Rollback pending, DeploymentSpec next, Set<SpecChange> changes) {
    boolean sameWish = !changes.contains(SpecChange.WISH);
    return spec.restoreStrategy().equals(next.restoreStrategy())
        && switch (pending.restore()) {
          case LATEST -> sameWish && !changes.contains(SpecChange.TEMPLATE);
          case OF_JOB -> true;
          case NONE -> sameWish;
        };
  }

  /** A restore point was registered: that is the newest word about the state. */
  Wish restoringFromElse() {
    return leavesStateBehind() ? withoutRollback() : this;
  }

  /** A job of this generation runs: a rollback that it serves is done. */
  Wish ran(long jobGeneration) {
    return rollback.isPresent() && jobGeneration >= templateGeneration ? withoutRollback() : this;
  }

  private Wish withoutRollback() {
    return new Wish(
        spec, target, generation, stateGeneration, templateGeneration, Optional.empty());
  }

  /** Whether the next job is to begin from something else than the newest state that there is. */
  boolean leavesStateBehind() {
    return rollback.filter(r -> r.restore() != RollbackRestore.LATEST).isPresent();
  }

  /**
   * How a running job is replaced. A rollback is asked for outright, so NONE does not stop it;
   * where it leaves the state behind, no savepoint is waited for.
   */
  UpgradeStrategy.Kind replacement() {
    UpgradeStrategy.Kind kind = spec.upgradeStrategy().kind();
    if (rollback.isEmpty()) return kind;
    return leavesStateBehind() || kind == UpgradeStrategy.Kind.STATELESS
        ? UpgradeStrategy.Kind.STATELESS
        : UpgradeStrategy.Kind.STATEFUL;
  }

  /** The desired state. */
  public DesiredState state() {
    return spec.state();
  }

  boolean stateChangedSince(long then) {
    return stateGeneration > then;
  }

  boolean templateChangedSince(long then) {
    return templateGeneration > then;
  }
}

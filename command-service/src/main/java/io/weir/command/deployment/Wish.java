package io.weir.command.deployment;

import io.weir.events.deployment.JobTarget;
import io.weir.events.deployment.SpecChange;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DesiredState;
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
 */
public record Wish(
    DeploymentSpec spec,
    Optional<JobTarget> target,
    long generation,
    long stateGeneration,
    long templateGeneration) {
  static Wish first(DeploymentSpec spec, Optional<JobTarget> target) {
    return new Wish(spec, target, 1, 1, 1);
  }

  Wish revised(
      DeploymentSpec next,
      Optional<JobTarget> nextTarget,
      long nextGeneration,
      Set<SpecChange> changes) {
    return new Wish(
        next,
        nextTarget,
        nextGeneration,
        changes.contains(SpecChange.WISH) ? nextGeneration : stateGeneration,
        changes.contains(SpecChange.TEMPLATE) ? nextGeneration : templateGeneration);
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

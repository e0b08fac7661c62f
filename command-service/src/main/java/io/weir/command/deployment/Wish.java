package io.weir.command.deployment;

import io.weir.events.deployment.SpecChange;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DesiredState;
import java.util.Set;

/**
 * What the user wants, and when it changed last.
 *
 * @param spec the complete spec
 * @param generation plus one with every change of the spec
 * @param stateGeneration the generation in which the desired state changed last
 * @param templateGeneration the generation in which the template changed last
 */
public record Wish(
    DeploymentSpec spec, long generation, long stateGeneration, long templateGeneration) {
  static Wish first(DeploymentSpec spec) {
    return new Wish(spec, 1, 1, 1);
  }

  Wish revised(DeploymentSpec next, long nextGeneration, Set<SpecChange> changes) {
    return new Wish(
        next,
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

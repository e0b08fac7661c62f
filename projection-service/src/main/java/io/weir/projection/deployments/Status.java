package io.weir.projection.deployments;

import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.Failure;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a deployment is.
 *
 * @param state the actual state
 * @param transition the transition under way
 * @param job the job that runs, or is on its way up or down; empty when no cluster is left
 * @param failure why it is FAILED
 */
public record Status(
    ActualState state,
    Optional<Transition> transition,
    Optional<CurrentJob> job,
    Optional<Failure> failure) {
  /** Of a deployment that was just registered. */
  static final Status INITIAL =
      new Status(ActualState.CANCELLED, Optional.empty(), Optional.empty(), Optional.empty());

  Status begin(Transition begun) {
    return new Status(ActualState.TRANSITIONING, Optional.of(begun), job, Optional.empty());
  }

  Status end(ActualState reached, Optional<Failure> why) {
    return new Status(reached, Optional.empty(), job, why);
  }

  Status withTransition(UnaryOperator<Transition> change) {
    return new Status(state, transition.map(change), job, failure);
  }

  Status withJob(Optional<CurrentJob> current) {
    return new Status(state, transition, current, failure);
  }

  Status withJob(UnaryOperator<CurrentJob> change) {
    return withJob(job.map(change));
  }
}

package io.weir.command.deployment;

import io.weir.command.decide.RefusalCode;
import io.weir.events.deployment.ActualState;
import io.weir.events.spec.DesiredState;

/** May what is to be RUNNING begin anew, and how? */
final class RestartDecider {
  private RestartDecider() {}

  /**
   * A running job is replaced as by an upgrade: with a savepoint, or under STATELESS without one.
   * What failed or finished is started with fresh attempts.
   */
  static Outcome decide(DeploymentState state, RestartDeployment command, Moment moment) {
    if (state.deleted()) return EditDecider.notFound(state);
    String name = state.identity().name();
    if (state.wish().state() != DesiredState.RUNNING)
      return Outcome.refused(
          RefusalCode.NOT_WANTED_RUNNING,
          "The deployment %s is to be %s. Set spec.state to RUNNING instead",
          name,
          state.wish().state());
    if (state.transition().isPresent())
      return Outcome.refused(
          RefusalCode.TRANSITION_UNDER_WAY,
          "The job of %s is being started or stopped. Ask again when that has ended",
          name);
    // RUNNING is wanted and nothing is under way, yet nothing runs: then it failed or finished.
    if (state.settled() == ActualState.CANCELLED || state.settled() == ActualState.SUSPENDED)
      throw new IllegalStateException(
          "Expected a transition to RUNNING, but " + name + " rests at " + state.settled());
    Plan plan = new Plan(state, moment);
    TransitionDecider.restart(plan, command.emptyStartConfirmed());
    return EditDecider.unlessHopeless(plan);
  }
}

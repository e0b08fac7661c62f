package io.weir.command.deployment;

import io.weir.command.decide.RefusalCode;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.DeploymentUndeleted;

/**
 * May a deployment come back? Its wish is CANCELLED or SUSPENDED, or it could not have been
 * deleted, so no job starts by this alone; a tear-down that is under way goes on. A suspension that
 * the deletion turned into a cancellation is served now.
 */
final class UndeleteDecider {
  private UndeleteDecider() {}

  static Outcome decide(DeploymentState state, UndeleteDeployment command, Moment moment) {
    if (!state.deleted())
      return Outcome.refused(
          RefusalCode.NOT_DELETED,
          "The deployment %s is not deleted: there is nothing to do",
          state.identity().name());
    Plan plan = new Plan(state, moment).add(new DeploymentUndeleted(command.deploymentId()));
    if (state.transition().isEmpty() && state.settled() == ActualState.CANCELLED)
      TransitionDecider.pursue(plan, 0, false);
    return plan.accepted();
  }
}

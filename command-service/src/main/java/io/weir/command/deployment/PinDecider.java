package io.weir.command.deployment;

import io.weir.command.decide.RefusalCode;
import io.weir.events.deployment.SavepointPinned;
import io.weir.events.deployment.SavepointUnpinned;
import java.util.Optional;

/** May a savepoint be held, or let go? */
final class PinDecider {
  private PinDecider() {}

  static Outcome decide(DeploymentState state, PinSavepoint command, Moment moment) {
    Optional<CataloguedSavepoint> savepoint = state.catalogue().find(command.savepointId());
    if (savepoint.isEmpty()) return DisposalDecider.notFound(command.savepointId());
    if (savepoint.get().phase().isGoing()
        || savepoint.get().phase() == CataloguedSavepoint.Phase.FAILED_DELETION)
      return DisposalDecider.beingDeleted(command.savepointId());
    return new Plan(state, moment)
        .add(new SavepointPinned(command.deploymentId(), command.savepointId(), command.reason()))
        .accepted();
  }

  static Outcome decide(DeploymentState state, UnpinSavepoint command, Moment moment) {
    Optional<CataloguedSavepoint> savepoint = state.catalogue().find(command.savepointId());
    if (savepoint.isEmpty()) return DisposalDecider.notFound(command.savepointId());
    if (savepoint.get().pin().isEmpty())
      return Outcome.refused(
          RefusalCode.NOT_PINNED,
          "The savepoint %s is not pinned: there is nothing to do",
          command.savepointId());
    return new Plan(state, moment)
        .add(new SavepointUnpinned(command.deploymentId(), command.savepointId()))
        .accepted();
  }
}

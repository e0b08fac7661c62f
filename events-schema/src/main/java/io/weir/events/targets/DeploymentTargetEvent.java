package io.weir.events.targets;

import io.weir.events.AggregateKind;
import io.weir.events.WeirEvent;
import java.util.UUID;

/** Something that happened to a deployment target. The list is closed. */
public sealed interface DeploymentTargetEvent extends WeirEvent
    permits DeploymentTargetRegistered, DeploymentTargetRevised, DeploymentTargetDeleted {
  /** The deployment target that it happened to. */
  UUID targetId();

  @Override
  default UUID aggregateId() {
    return targetId();
  }

  @Override
  default AggregateKind kind() {
    return AggregateKind.DEPLOYMENT_TARGET;
  }
}

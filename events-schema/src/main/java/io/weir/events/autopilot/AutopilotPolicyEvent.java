package io.weir.events.autopilot;

import io.weir.events.AggregateKind;
import io.weir.events.WeirEvent;
import java.util.UUID;

/** Something that happened to an autopilot policy. The list is closed. */
public sealed interface AutopilotPolicyEvent extends WeirEvent permits AutopilotPolicySet {
  /** The policy that it happened to; follows from the deployment's id. */
  UUID policyId();

  @Override
  default UUID aggregateId() {
    return policyId();
  }

  @Override
  default AggregateKind kind() {
    return AggregateKind.AUTOPILOT_POLICY;
  }
}

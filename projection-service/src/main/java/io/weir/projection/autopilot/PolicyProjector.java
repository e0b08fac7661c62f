package io.weir.projection.autopilot;

import io.weir.events.WeirEvent;
import io.weir.events.autopilot.AutopilotPolicyEvent;
import io.weir.events.autopilot.AutopilotPolicySet;
import io.weir.events.wire.EventMetadata;
import java.util.Optional;

/** Folds the events of an autopilot policy into its view. Pure. */
public final class PolicyProjector {
  private PolicyProjector() {}

  /** The view after the event, which is one of a policy. */
  public static PolicyView fold(
      Optional<PolicyView> before, EventMetadata metadata, WeirEvent event) {
    return switch ((AutopilotPolicyEvent) event) {
      case AutopilotPolicySet e -> new PolicyView(e, metadata.time(), metadata.sequence());
    };
  }
}

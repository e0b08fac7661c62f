package io.weir.command.autopilot;

import io.weir.events.autopilot.AutopilotPolicyEvent;
import io.weir.events.autopilot.AutopilotPolicySet;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * An autopilot policy: its last event.
 *
 * @param set what was said last
 */
public record PolicyState(AutopilotPolicySet set) {
  /** The id of a deployment's policy. */
  public static UUID idFor(UUID deploymentId) {
    return UUID.nameUUIDFromBytes(
        ("weir/autopilot-policies/" + deploymentId).getBytes(StandardCharsets.UTF_8));
  }

  static PolicyState evolve(AutopilotPolicyEvent event) {
    return switch (event) {
      case AutopilotPolicySet e -> new PolicyState(e);
    };
  }
}

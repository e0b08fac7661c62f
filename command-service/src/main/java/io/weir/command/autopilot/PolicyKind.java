package io.weir.command.autopilot;

import io.weir.appmanager.AutopilotPolicyResource;
import io.weir.command.plain.Address;
import io.weir.command.plain.PlainKind;
import io.weir.command.plain.Stored;
import io.weir.events.AggregateKind;
import io.weir.events.autopilot.AutopilotPolicyEvent;
import java.time.Instant;
import java.util.Optional;

/** What an autopilot policy is to the log and to clients. Its deployment is its name. */
public final class PolicyKind extends PlainKind<PolicyState, AutopilotPolicyEvent> {
  public PolicyKind() {
    super(AggregateKind.AUTOPILOT_POLICY, AutopilotPolicyEvent.class, "autopilot policy");
  }

  @Override
  public PolicyState evolve(Optional<PolicyState> before, AutopilotPolicyEvent event, Instant at) {
    return PolicyState.evolve(event);
  }

  @Override
  public Address address(PolicyState state) {
    return new Address(state.set().namespace(), state.set().deploymentId().toString());
  }

  /** It goes with its deployment. */
  @Override
  public boolean deleted(PolicyState state) {
    return false;
  }

  @Override
  public AutopilotPolicyResource resource(Stored<PolicyState> stored) {
    return AutopilotPolicyResource.of(stored.state().set(), stored.modifiedAt());
  }
}

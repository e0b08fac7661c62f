package io.weir.command.targets;

import io.weir.appmanager.DeploymentTargetResource;
import io.weir.command.plain.Address;
import io.weir.command.plain.PlainKind;
import io.weir.command.plain.Stored;
import io.weir.events.AggregateKind;
import io.weir.events.targets.DeploymentTargetEvent;
import java.time.Instant;
import java.util.Optional;

/** What a deployment target is to the log and to clients. */
public final class TargetKind extends PlainKind<TargetState, DeploymentTargetEvent> {
  public TargetKind() {
    super(AggregateKind.DEPLOYMENT_TARGET, DeploymentTargetEvent.class, "deployment target");
  }

  @Override
  public TargetState evolve(Optional<TargetState> before, DeploymentTargetEvent event, Instant at) {
    return TargetState.evolve(before, event);
  }

  @Override
  public Address address(TargetState state) {
    return new Address(state.namespace(), state.name());
  }

  @Override
  public boolean deleted(TargetState state) {
    return state.deleted();
  }

  @Override
  public DeploymentTargetResource resource(Stored<TargetState> stored) {
    TargetState state = stored.state();
    return DeploymentTargetResource.of(
        stored.metadata(state.namespace(), state.name(), state.labels(), state.annotations()),
        state.kubernetesNamespace());
  }
}

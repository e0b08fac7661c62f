package io.weir.command.defaults;

import io.weir.appmanager.DeploymentDefaultsResource;
import io.weir.command.plain.Address;
import io.weir.command.plain.PlainKind;
import io.weir.command.plain.Stored;
import io.weir.events.AggregateKind;
import io.weir.events.defaults.DeploymentDefaultsEvent;
import java.time.Instant;
import java.util.Optional;

/** What deployment defaults are to the log and to clients. */
public final class DefaultsKind extends PlainKind<DefaultsState, DeploymentDefaultsEvent> {
  public DefaultsKind() {
    super(AggregateKind.DEPLOYMENT_DEFAULTS, DeploymentDefaultsEvent.class, "deployment defaults");
  }

  @Override
  public DefaultsState evolve(
      Optional<DefaultsState> before, DeploymentDefaultsEvent event, Instant at) {
    return DefaultsState.of(event);
  }

  @Override
  public Address address(DefaultsState state) {
    return new Address(state.namespace(), "deployment-defaults");
  }

  @Override
  public boolean deleted(DefaultsState state) {
    return false;
  }

  @Override
  public DeploymentDefaultsResource resource(Stored<DefaultsState> stored) {
    DefaultsState state = stored.state();
    return DeploymentDefaultsResource.of(
        state.id(),
        state.namespace(),
        new DeploymentDefaultsResource.Said(
            stored.createdAt(),
            stored.modifiedAt(),
            state.labels(),
            state.annotations(),
            stored.version(),
            state.spec()));
  }
}

package io.weir.command.store;

import io.weir.command.deployment.Cause;
import io.weir.command.deployment.DeploymentState;
import io.weir.command.deployment.EventAttributes;
import io.weir.command.deployment.Recorded;
import io.weir.events.WeirEvent;
import io.weir.events.deployment.DeploymentEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;

/** Reads a deployment as it is: the fold of its events. */
public final class StoredDeployments {
  private final DomainEventStorage storage;

  public StoredDeployments(DomainEventStorage storage) {
    this.storage = storage;
  }

  /** The deployment, within the open transaction; also when it is deleted. */
  public Optional<Recorded> find(UUID deploymentId) {
    DeploymentState state = null;
    Instant newest = null;
    long version = 0;
    for (DomainEventMessage<WeirEvent> message : storage.read(deploymentId.toString())) {
      if (!(message.getPayload() instanceof DeploymentEvent event)) return Optional.empty();
      Cause cause = EventAttributes.cause(message.getMetaData());
      state = DeploymentState.evolve(state, event, cause);
      newest = cause.at();
      version++;
    }
    return state == null
        ? Optional.empty()
        : Optional.of(new Recorded(state, version, newest, Optional.empty()));
  }
}

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
    String id = deploymentId.toString();
    Optional<Recorded> known = storage.folded(id).map(folded -> (Recorded) folded.state());
    DeploymentState state = known.map(Recorded::state).orElse(null);
    Instant newest = known.map(Recorded::modifiedAt).orElse(null);
    long version = known.map(Recorded::version).orElse(0L);
    for (DomainEventMessage<WeirEvent> message : storage.read(id, version)) {
      if (!(message.getPayload() instanceof DeploymentEvent event)) return Optional.empty();
      Cause cause = EventAttributes.cause(message.getMetaData());
      state = DeploymentState.evolve(state, event, cause);
      newest = cause.at();
      version++;
    }
    if (state == null) return Optional.empty();
    Recorded recorded = new Recorded(state, version, newest, Optional.empty());
    storage.fold(deploymentId, version, recorded);
    return Optional.of(recorded);
  }
}

package io.weir.command.store;

import io.weir.command.deployment.Cause;
import io.weir.command.deployment.DeploymentState;
import io.weir.command.deployment.EventAttributes;
import io.weir.command.deployment.RanJob;
import io.weir.command.deployment.Recorded;
import io.weir.events.WeirEvent;
import io.weir.events.deployment.DeploymentEvent;
import java.time.Instant;
import java.util.List;
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
    long version = known.map(Recorded::version).orElse(0L);
    Optional<Recorded> now = folded(known, storage.read(id, version));
    now.ifPresent(recorded -> storage.fold(deploymentId, recorded.version(), recorded));
    return now;
  }

  /**
   * The deployment as it was when it had so many events, within the open transaction.
   *
   * @throws IllegalStateException when it never had so many
   */
  public Recorded at(UUID deploymentId, long version) {
    List<DomainEventMessage<WeirEvent>> events = storage.read(deploymentId.toString(), 0);
    if (events.size() >= version) {
      Optional<Recorded> then =
          folded(Optional.empty(), events.subList(0, Math.toIntExact(version)));
      if (then.isPresent()) return then.get();
    }
    throw new IllegalStateException(
        "Expected the deployment %s to have %d events, but it has %d"
            .formatted(deploymentId, version, events.size()));
  }

  /**
   * What a job of the deployment ran, by all of its events, within the open transaction.
   *
   * @return empty when the deployment never had that job
   */
  public Optional<RanJob> ran(UUID deploymentId, UUID jobId) {
    RanJob.Search search = new RanJob.Search(jobId);
    DeploymentState state = null;
    for (DomainEventMessage<WeirEvent> message : storage.read(deploymentId.toString(), 0)) {
      if (!(message.getPayload() instanceof DeploymentEvent event)) return Optional.empty();
      state = DeploymentState.evolve(state, event, EventAttributes.cause(message.getMetaData()));
      search.saw(event, state);
    }
    return search.found();
  }

  /** Goes on from what is known; empty when there is nothing, or the events are not of its kind. */
  private static Optional<Recorded> folded(
      Optional<Recorded> known, List<DomainEventMessage<WeirEvent>> events) {
    DeploymentState state = known.map(Recorded::state).orElse(null);
    Instant newest = known.map(Recorded::modifiedAt).orElse(null);
    long version = known.map(Recorded::version).orElse(0L);
    for (DomainEventMessage<WeirEvent> message : events) {
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

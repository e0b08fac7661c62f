package io.weir.command.gate;

import io.weir.command.deployment.PlatformSettings;
import io.weir.command.deployment.SessionClusters;
import io.weir.command.plain.Address;
import io.weir.command.plain.Stored;
import io.weir.command.sessions.SessionKind;
import io.weir.command.sessions.SessionOffers;
import io.weir.command.store.ResourceNames;
import io.weir.command.store.StoredAggregates;
import io.weir.events.AggregateKind;
import java.util.Optional;

/**
 * The session clusters of the event store, in the transaction of the calling thread. Who finds one
 * keeps it from being stopped until that ends (docs/adr/070).
 */
public final class StoredSessionClusters implements SessionClusters {
  private final SessionKind kind = new SessionKind();
  private final ResourceNames names;
  private final StoredAggregates stored;
  private final PlatformSettings settings;

  public StoredSessionClusters(
      ResourceNames names, StoredAggregates stored, PlatformSettings settings) {
    this.names = names;
    this.stored = stored;
    this.settings = settings;
  }

  @Override
  public Optional<Offer> named(String namespace, String name) {
    return names
        .findToReferTo(AggregateKind.SESSION_CLUSTER, new Address(namespace, name))
        .flatMap(id -> stored.find(kind, id))
        .map(Stored::state)
        .filter(state -> !state.deleted())
        .map(state -> SessionOffers.of(state, settings));
  }
}

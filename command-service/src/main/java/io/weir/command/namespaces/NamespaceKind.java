package io.weir.command.namespaces;

import io.weir.appmanager.NamespaceResource;
import io.weir.command.namespaces.NamespaceState.Phase;
import io.weir.command.plain.Address;
import io.weir.command.plain.PlainKind;
import io.weir.command.plain.Stored;
import io.weir.events.AggregateKind;
import io.weir.events.namespaces.NamespaceEvent;
import java.time.Instant;
import java.util.Optional;

/** What a namespace is to the log and to clients. It is in itself. */
public final class NamespaceKind extends PlainKind<NamespaceState, NamespaceEvent> {
  public NamespaceKind() {
    super(AggregateKind.NAMESPACE, NamespaceEvent.class, "namespace");
  }

  @Override
  public NamespaceState evolve(Optional<NamespaceState> before, NamespaceEvent event, Instant at) {
    return NamespaceState.evolve(before, event);
  }

  @Override
  public Address address(NamespaceState state) {
    return address(state.name());
  }

  /** Where a namespace is found. */
  public static Address address(String name) {
    return new Address(name, name);
  }

  @Override
  public boolean deleted(NamespaceState state) {
    return state.phase() == Phase.DELETED;
  }

  @Override
  public NamespaceResource resource(Stored<NamespaceState> stored) {
    NamespaceState state = stored.state();
    return NamespaceResource.of(
        state.name(),
        state.wish().roleBindings(),
        stored.createdAt(),
        state.phase() != Phase.ACTIVE,
        state.wish().previewSessionCluster());
  }
}

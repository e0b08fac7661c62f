package io.weir.events.namespaces;

import io.weir.events.AggregateKind;
import io.weir.events.WeirEvent;
import java.util.UUID;

/** Something that happened to a namespace. The list is closed. */
public sealed interface NamespaceEvent extends WeirEvent
    permits NamespaceRegistered, NamespaceRevised, NamespaceDeletionRequested, NamespaceDeleted {
  /** The namespace that it happened to. */
  UUID namespaceId();

  @Override
  default UUID aggregateId() {
    return namespaceId();
  }

  @Override
  default AggregateKind kind() {
    return AggregateKind.NAMESPACE;
  }
}

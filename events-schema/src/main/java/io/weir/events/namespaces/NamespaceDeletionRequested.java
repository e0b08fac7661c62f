package io.weir.events.namespaces;

import java.util.UUID;

/**
 * A namespace is to go: it takes nothing new, and what is in it is removed.
 *
 * @param namespaceId the namespace
 */
public record NamespaceDeletionRequested(UUID namespaceId) implements NamespaceEvent {}

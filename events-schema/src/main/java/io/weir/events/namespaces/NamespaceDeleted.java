package io.weir.events.namespaces;

import java.util.UUID;

/**
 * Nothing is left in a namespace, and it is gone; its name may be used again.
 *
 * @param namespaceId the namespace
 */
public record NamespaceDeleted(UUID namespaceId) implements NamespaceEvent {}

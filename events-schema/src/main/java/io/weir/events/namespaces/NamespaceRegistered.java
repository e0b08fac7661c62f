package io.weir.events.namespaces;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A namespace exists from now on.
 *
 * @param namespaceId the namespace
 * @param name unique while anything is left of it; a DNS label
 * @param roleBindings who may do what in it
 * @param previewSessionCluster the session cluster for previews of SQL
 */
public record NamespaceRegistered(
    UUID namespaceId,
    String name,
    List<RoleBinding> roleBindings,
    Optional<String> previewSessionCluster)
    implements NamespaceEvent {
  public NamespaceRegistered {
    roleBindings = List.copyOf(roleBindings);
  }
}

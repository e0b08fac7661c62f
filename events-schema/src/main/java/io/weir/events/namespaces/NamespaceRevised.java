package io.weir.events.namespaces;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A user said something else about a namespace. An edit that changes nothing is recorded too.
 *
 * @param namespaceId the namespace
 * @param roleBindings who may do what in it
 * @param previewSessionCluster the session cluster for previews of SQL
 */
public record NamespaceRevised(
    UUID namespaceId, List<RoleBinding> roleBindings, Optional<String> previewSessionCluster)
    implements NamespaceEvent {
  public NamespaceRevised {
    roleBindings = List.copyOf(roleBindings);
  }
}

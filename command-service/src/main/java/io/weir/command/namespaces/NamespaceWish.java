package io.weir.command.namespaces;

import io.weir.events.namespaces.RoleBinding;
import java.util.List;
import java.util.Optional;

/**
 * What a user says of a namespace.
 *
 * @param roleBindings who may do what
 * @param previewSessionCluster the session cluster for previews of SQL
 */
public record NamespaceWish(
    List<RoleBinding> roleBindings, Optional<String> previewSessionCluster) {
  public NamespaceWish {
    roleBindings = List.copyOf(roleBindings);
  }
}

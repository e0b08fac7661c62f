package io.weir.events.namespaces;

import java.util.List;

/**
 * Who has a role.
 *
 * @param role what they may do
 * @param members {@code user:<name>}, {@code group:<name>} or {@code system:authenticated}; in the
 *     order in which they were given
 */
public record RoleBinding(Role role, List<String> members) {
  public RoleBinding {
    members = List.copyOf(members);
  }
}

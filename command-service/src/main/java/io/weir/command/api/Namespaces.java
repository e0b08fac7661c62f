package io.weir.command.api;

import java.util.Set;

/**
 * The namespaces that exist. Until namespaces are resources of their own, they are settings.
 *
 * @param names the names
 */
public record Namespaces(Set<String> names) {
  public Namespaces {
    names = Set.copyOf(names);
  }

  void require(String namespace) {
    if (!names.contains(namespace)) throw new UnknownNamespaceException(namespace);
  }
}

package io.weir.command.body;

import tools.jackson.databind.JsonNode;

/** What each namespace says of its deployments, now. */
@FunctionalInterface
public interface NamespaceDefaults {
  /** Part of a spec; an empty object when the namespace says nothing. */
  JsonNode of(String namespace);
}

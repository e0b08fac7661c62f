package io.weir.events.tokens;

import io.weir.events.namespaces.Role;
import java.util.UUID;

/**
 * A machine may act in a namespace from now on. Its secret is in no event.
 *
 * @param tokenId the token
 * @param namespace the one namespace that it is good for
 * @param name unique among the namespace's tokens while it is not deleted
 * @param role what its holder may do
 */
public record ApiTokenCreated(UUID tokenId, String namespace, String name, Role role)
    implements ApiTokenEvent {}

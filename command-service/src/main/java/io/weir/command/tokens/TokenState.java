package io.weir.command.tokens;

import io.weir.events.namespaces.Role;
import io.weir.events.tokens.ApiTokenCreated;
import io.weir.events.tokens.ApiTokenDeleted;
import io.weir.events.tokens.ApiTokenEvent;
import java.util.Optional;
import java.util.UUID;

/**
 * An API token: the fold of its events.
 *
 * @param id its id
 * @param namespace the namespace that it is good for
 * @param name its name
 * @param role what its holder may do
 * @param deleted whether it is worth nothing any more
 */
public record TokenState(UUID id, String namespace, String name, Role role, boolean deleted) {
  static TokenState evolve(Optional<TokenState> before, ApiTokenEvent event) {
    return switch (event) {
      case ApiTokenCreated e ->
          new TokenState(e.tokenId(), e.namespace(), e.name(), e.role(), false);
      case ApiTokenDeleted e -> {
        TokenState state = before.orElseThrow();
        yield new TokenState(state.id, state.namespace, state.name, state.role, true);
      }
    };
  }
}

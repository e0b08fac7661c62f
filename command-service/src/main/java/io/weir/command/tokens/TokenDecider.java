package io.weir.command.tokens;

import io.weir.events.namespaces.Role;
import io.weir.events.tokens.ApiTokenCreated;
import io.weir.events.tokens.ApiTokenDeleted;
import io.weir.events.tokens.ApiTokenEvent;
import java.util.List;
import java.util.UUID;

/** What follows from a user's create or delete of a token? There is no edit. */
public final class TokenDecider {
  private TokenDecider() {}

  public static List<ApiTokenEvent> create(UUID id, String namespace, String name, Role role) {
    return List.of(new ApiTokenCreated(id, namespace, name, role));
  }

  public static List<ApiTokenEvent> delete(TokenState state) {
    return List.of(new ApiTokenDeleted(state.id()));
  }
}

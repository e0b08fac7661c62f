package io.weir.command.tokens;

import io.weir.appmanager.ApiTokenResource;
import io.weir.command.plain.Address;
import io.weir.command.plain.PlainKind;
import io.weir.command.plain.Stored;
import io.weir.events.AggregateKind;
import io.weir.events.tokens.ApiTokenEvent;
import java.time.Instant;
import java.util.Optional;

/** What an API token is to the log and to clients. */
public final class TokenKind extends PlainKind<TokenState, ApiTokenEvent> {
  public TokenKind() {
    super(AggregateKind.API_TOKEN, ApiTokenEvent.class, "API token");
  }

  @Override
  public TokenState evolve(Optional<TokenState> before, ApiTokenEvent event, Instant at) {
    return TokenState.evolve(before, event);
  }

  @Override
  public Address address(TokenState state) {
    return new Address(state.namespace(), state.name());
  }

  @Override
  public boolean deleted(TokenState state) {
    return state.deleted();
  }

  @Override
  public ApiTokenResource resource(Stored<TokenState> stored) {
    TokenState state = stored.state();
    return ApiTokenResource.of(state.namespace(), state.name(), state.role(), stored.createdAt());
  }
}

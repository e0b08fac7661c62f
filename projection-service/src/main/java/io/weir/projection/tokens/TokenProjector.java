package io.weir.projection.tokens;

import io.weir.events.WeirEvent;
import io.weir.events.tokens.ApiTokenCreated;
import io.weir.events.tokens.ApiTokenDeleted;
import io.weir.events.tokens.ApiTokenEvent;
import io.weir.events.wire.EventMetadata;
import java.util.Optional;

/** Folds the events of an API token into its view. Pure. */
public final class TokenProjector {
  private TokenProjector() {}

  /**
   * The view after the event, which is one of a token.
   *
   * @throws IllegalStateException when the first event is no creation
   */
  public static TokenView fold(
      Optional<TokenView> before, EventMetadata metadata, WeirEvent event) {
    return switch ((ApiTokenEvent) event) {
      case ApiTokenCreated e ->
          new TokenView(
              e.tokenId(),
              e.namespace(),
              e.name(),
              e.role(),
              false,
              metadata.time(),
              metadata.sequence());
      case ApiTokenDeleted e -> {
        TokenView view =
            before.orElseThrow(
                () -> new IllegalStateException("Expected ApiTokenCreated first, but got " + e));
        yield new TokenView(
            view.id(),
            view.namespace(),
            view.name(),
            view.role(),
            true,
            view.createdAt(),
            metadata.sequence());
      }
    };
  }
}

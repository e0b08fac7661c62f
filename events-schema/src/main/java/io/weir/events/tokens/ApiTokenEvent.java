package io.weir.events.tokens;

import io.weir.events.AggregateKind;
import io.weir.events.WeirEvent;
import java.util.UUID;

/** Something that happened to an API token. The list is closed. */
public sealed interface ApiTokenEvent extends WeirEvent permits ApiTokenCreated, ApiTokenDeleted {
  /** The token that it happened to. */
  UUID tokenId();

  @Override
  default UUID aggregateId() {
    return tokenId();
  }

  @Override
  default AggregateKind kind() {
    return AggregateKind.API_TOKEN;
  }
}

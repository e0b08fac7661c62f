package io.weir.events.secrets;

import io.weir.events.AggregateKind;
import io.weir.events.WeirEvent;
import java.util.UUID;

/** Something that happened to a secret value. The list is closed. */
public sealed interface SecretValueEvent extends WeirEvent
    permits SecretValueRegistered, SecretValueRevised, SecretValueDeleted {
  /** The secret value that it happened to. */
  UUID secretId();

  @Override
  default UUID aggregateId() {
    return secretId();
  }

  @Override
  default AggregateKind kind() {
    return AggregateKind.SECRET_VALUE;
  }
}

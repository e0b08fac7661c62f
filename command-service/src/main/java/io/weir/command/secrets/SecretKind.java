package io.weir.command.secrets;

import io.weir.appmanager.ResourceMetadata;
import io.weir.appmanager.SecretValueResource;
import io.weir.command.plain.Address;
import io.weir.command.plain.PlainKind;
import io.weir.command.plain.Stored;
import io.weir.events.AggregateKind;
import io.weir.events.secrets.SecretValueEvent;
import java.time.Instant;
import java.util.Optional;

/** What a secret value is to the log and to clients. */
public final class SecretKind implements PlainKind<SecretState, SecretValueEvent> {
  @Override
  public AggregateKind kind() {
    return AggregateKind.SECRET_VALUE;
  }

  @Override
  public Class<SecretValueEvent> events() {
    return SecretValueEvent.class;
  }

  @Override
  public String noun() {
    return "secret value";
  }

  @Override
  public SecretState evolve(Optional<SecretState> before, SecretValueEvent event, Instant at) {
    return SecretState.evolve(before, event);
  }

  @Override
  public Address address(SecretState state) {
    return new Address(state.namespace(), state.name());
  }

  @Override
  public boolean deleted(SecretState state) {
    return state.deleted();
  }

  @Override
  public SecretValueResource resource(Stored<SecretState> stored) {
    SecretState state = stored.state();
    return SecretValueResource.of(
        new ResourceMetadata(
            state.id(),
            state.name(),
            state.namespace(),
            stored.createdAt(),
            stored.modifiedAt(),
            state.labels(),
            state.annotations(),
            stored.version()));
  }
}

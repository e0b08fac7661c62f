package io.weir.command.secrets;

import io.weir.appmanager.SecretValueResource;
import io.weir.command.plain.Address;
import io.weir.command.plain.PlainKind;
import io.weir.command.plain.Stored;
import io.weir.events.AggregateKind;
import io.weir.events.secrets.SecretValueEvent;
import java.time.Instant;
import java.util.Optional;

/** What a secret value is to the log and to clients. */
public final class SecretKind extends PlainKind<SecretState, SecretValueEvent> {
  public SecretKind() {
    super(AggregateKind.SECRET_VALUE, SecretValueEvent.class, "secret value");
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
        stored.metadata(state.namespace(), state.name(), state.labels(), state.annotations()));
  }
}

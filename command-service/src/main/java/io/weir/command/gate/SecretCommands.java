package io.weir.command.gate;

import io.weir.command.body.SecretBody;
import io.weir.command.deployment.CommandContext;
import io.weir.command.plain.Address;
import io.weir.command.plain.Stored;
import io.weir.command.seal.SealedName;
import io.weir.command.seal.SecretSeal;
import io.weir.command.seal.SecretText;
import io.weir.command.secrets.SecretDecider;
import io.weir.command.secrets.SecretState;
import io.weir.command.store.SealedValues;
import io.weir.events.secrets.SecretValueEvent;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * What clients may ask of secret values. The value goes into the seal and its own table, in the
 * transaction of the events, and nowhere else.
 */
public final class SecretCommands implements NamedCommands {
  private final CommandGate gate;
  private final PlainCommands<SecretState, SecretValueEvent> secrets;
  private final SealedValues values;
  private final Optional<SecretSeal> seal;

  /**
   * @param seal absent: there is no master key, and values are refused
   */
  public SecretCommands(
      CommandGate gate,
      PlainCommands<SecretState, SecretValueEvent> secrets,
      SealedValues values,
      Optional<SecretSeal> seal) {
    this.gate = gate;
    this.secrets = secrets;
    this.values = values;
    this.seal = seal;
  }

  @Override
  public Answer.Given create(CommandRequest request, ObjectNode body) {
    SecretBody wish = SecretBody.of(body, request.namespace(), Optional.empty());
    UUID id = gate.mint();
    return gate.run(
        guarded(request), "CreateSecretValue", context -> register(context, request, id, wish));
  }

  /** Creates it, or replaces what is said of it; without a value the one that is there stays. */
  @Override
  public Answer.Given replace(CommandRequest request, String name, ObjectNode body) {
    SecretBody wish = SecretBody.of(body, request.namespace(), Optional.of(name));
    UUID id = gate.mint();
    Address address = new Address(request.namespace(), name);
    return gate.run(
        guarded(request),
        "PutSecretValue",
        context -> {
          Optional<Stored<SecretState>> known = secrets.find(address);
          return known.isPresent()
              ? revise(context, known.get(), wish)
              : register(context, request, id, wish);
        });
  }

  public Answer.Given patch(CommandRequest request, String name, ObjectNode patch) {
    Address address = new Address(request.namespace(), name);
    return gate.run(
        guarded(request),
        "PatchSecretValue",
        context -> {
          Stored<SecretState> known = secrets.require(address);
          return revise(context, known, SecretBody.patched(patch, known.state()));
        });
  }

  @Override
  public Answer.Given delete(CommandRequest request, String name) {
    return gate.run(
        request,
        "DeleteSecretValue",
        context -> {
          Stored<SecretState> known =
              secrets.requireToDelete(new Address(request.namespace(), name));
          values.destroy(known.id());
          return secrets.record(context, known, SecretDecider.delete(known.state()));
        });
  }

  private Answer register(
      CommandContext context, CommandRequest request, UUID id, SecretBody wish) {
    SecretText value = wish.requireValue();
    Answer answer =
        secrets.register(
            context,
            SecretDecider.register(
                id, request.namespace(), wish.name(), wish.labels(), wish.annotations()));
    put(id, new SealedName(request.namespace(), wish.name(), 1), value);
    return answer;
  }

  private Answer revise(CommandContext context, Stored<SecretState> known, SecretBody wish) {
    SecretState state = known.state();
    Answer answer =
        secrets.record(
            context,
            known,
            SecretDecider.revise(
                state, wish.labels(), wish.annotations(), wish.value().isPresent()));
    wish.value()
        .ifPresent(
            value ->
                put(
                    state.id(),
                    new SealedName(state.namespace(), state.name(), state.valueVersion() + 1),
                    value));
    return answer;
  }

  private void put(UUID id, SealedName name, SecretText value) {
    values.put(new SealedValues.Entry(id, name, seal().seal(value, name)));
  }

  /** A plain hash of a body with a short secret in it could be tried out by whoever reads it. */
  private CommandRequest guarded(CommandRequest request) {
    return new CommandRequest(
        request.namespace(),
        request.actor(),
        request.reason(),
        request.correlationId(),
        request.traceparent(),
        request.expectedVersion(),
        request
            .idempotency()
            .map(i -> new CommandRequest.Idempotency(i.key(), seal().fingerprint(i.fingerprint()))),
        request.dryRun());
  }

  private SecretSeal seal() {
    return seal.orElseThrow(NoMasterKeyException::new);
  }
}

package io.weir.command.gate;

import io.weir.command.body.TokenBody;
import io.weir.command.plain.Address;
import io.weir.command.plain.Stored;
import io.weir.command.seal.TokenSecret;
import io.weir.command.store.TokenHashes;
import io.weir.command.tokens.TokenDecider;
import io.weir.command.tokens.TokenState;
import io.weir.events.tokens.ApiTokenEvent;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What clients may ask of API tokens. */
public final class TokenCommands {
  private final CommandGate gate;
  private final PlainCommands<TokenState, ApiTokenEvent> tokens;
  private final TokenHashes hashes;
  private final SecureRandom random = new SecureRandom();

  public TokenCommands(
      CommandGate gate, PlainCommands<TokenState, ApiTokenEvent> tokens, TokenHashes hashes) {
    this.gate = gate;
    this.tokens = tokens;
    this.hashes = hashes;
  }

  /**
   * A token that was asked for.
   *
   * @param answer without its secret, as it is stored for repeats
   * @param secret shown once: absent in the answer to a repeat, and in a preview
   */
  public record Created(Answer.Given answer, Optional<TokenSecret> secret) {}

  public Created create(CommandRequest request, ObjectNode body) {
    TokenBody wish = TokenBody.of(body, request.namespace());
    UUID id = gate.mint();
    TokenSecret secret = TokenSecret.mint(id, random);
    Answer.Given answer =
        gate.run(
            request,
            "CreateApiToken",
            context -> {
              hashes.put(id, secret.hash());
              return tokens.register(
                  context, TokenDecider.create(id, request.namespace(), wish.name(), wish.role()));
            });
    boolean made = !answer.replayed() && !answer.preview();
    return new Created(answer, made ? Optional.of(secret) : Optional.empty());
  }

  public Answer.Given delete(CommandRequest request, String name) {
    return gate.run(
        request,
        "DeleteApiToken",
        context -> {
          Stored<TokenState> known = tokens.requireToDelete(new Address(request.namespace(), name));
          hashes.destroy(known.id());
          return tokens.record(context, known, TokenDecider.delete(known.state()));
        });
  }

  /** Whose token this is; empty when it is none, or was deleted. */
  public Optional<TokenState> verify(String shown) {
    return TokenSecret.parse(shown)
        .flatMap(
            secret ->
                gate.read(
                    () ->
                        hashes
                            .find(secret.tokenId())
                            .filter(secret::matches)
                            .flatMap(hash -> tokens.find(secret.tokenId()))
                            .map(Stored::state)));
  }
}

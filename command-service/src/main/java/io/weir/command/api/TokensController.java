package io.weir.command.api;

import io.weir.command.gate.Answer;
import io.weir.command.gate.TokenCommands;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** API tokens (app-manager-api.md 1.2, 2.11). */
@RestController
@RequestMapping("/apitokens/v1/namespaces/{namespace}/apitokens")
public final class TokensController {
  private static final String MEMBER = "apiToken";

  private final TokenCommands commands;
  private final CommandExchange exchange;

  public TokensController(TokenCommands commands, CommandExchange exchange) {
    this.commands = commands;
    this.exchange = exchange.platform();
  }

  /** The secret is in this answer and nowhere else; a repeat of the request does not get it. */
  @PostMapping
  public ResponseEntity<byte[]> create(HttpServletRequest http, @PathVariable String namespace)
      throws IOException {
    return exchange.withBody(
        http, namespace, (request, body) -> shown(commands.create(request, body)));
  }

  @DeleteMapping("/{name}")
  public ResponseEntity<byte[]> delete(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String name) {
    return exchange.withoutBody(
        http, namespace, request -> PlatformBodies.empty(commands.delete(request, name)));
  }

  private static Answer.Given shown(TokenCommands.Created created) {
    ObjectNode token = (ObjectNode) created.answer().answer().body().deepCopy();
    created.secret().ifPresent(secret -> token.put("secret", secret.reveal()));
    return PlatformBodies.below(MEMBER, PlatformBodies.withBody(created.answer(), token));
  }
}

package io.weir.command.api;

import io.weir.appmanager.BodySyntax;
import io.weir.command.gate.CommandRequest;
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
  private static final byte[] NO_BODY = new byte[0];
  private static final String MEMBER = "apiToken";

  private final TokenCommands commands;
  private final RequestHeaders headers;
  private final Answers answers;
  private final Namespaces namespaces;

  public TokensController(
      TokenCommands commands, RequestHeaders headers, Answers answers, Namespaces namespaces) {
    this.commands = commands;
    this.headers = headers;
    this.answers = answers;
    this.namespaces = namespaces;
  }

  /** The secret is in this answer and nowhere else; a repeat of the request does not get it. */
  @PostMapping
  public ResponseEntity<byte[]> create(HttpServletRequest http, @PathVariable String namespace)
      throws IOException {
    namespaces.require(namespace);
    byte[] body = PlatformBodies.read(http);
    CommandRequest request = headers.command(http, namespace, body);
    TokenCommands.Created created = commands.create(request, PlatformBodies.tree(http, body));
    ObjectNode token = (ObjectNode) created.answer().answer().body().deepCopy();
    created.secret().ifPresent(secret -> token.put("secret", secret.reveal()));
    return answers.of(
        http,
        request,
        BodySyntax.JSON,
        PlatformBodies.below(MEMBER, PlatformBodies.withBody(created.answer(), token)));
  }

  @DeleteMapping("/{name}")
  public ResponseEntity<byte[]> delete(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String name) {
    namespaces.require(namespace);
    CommandRequest request = headers.command(http, namespace, NO_BODY);
    return answers.of(
        http, request, BodySyntax.JSON, PlatformBodies.empty(commands.delete(request, name)));
  }
}

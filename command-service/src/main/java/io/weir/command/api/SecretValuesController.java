package io.weir.command.api;

import io.weir.appmanager.RefusedBodyException;
import io.weir.command.gate.SecretCommands;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Secret values (app-manager-api.md 2.8). */
@RestController
@RequestMapping("/api/v1/namespaces/{namespace}/secret-values")
public final class SecretValuesController extends NamedResourceController {
  private final SecretCommands commands;

  public SecretValuesController(SecretCommands commands, CommandExchange exchange) {
    super(commands, exchange.reading(SecretValuesController::tree));
    this.commands = commands;
  }

  @PatchMapping("/{name}")
  public ResponseEntity<byte[]> patch(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String name)
      throws IOException {
    return exchange.withBody(
        http, namespace, (request, body) -> commands.patch(request, name, body));
  }

  /** Parsers quote what they stumble over, and here that may be the secret. */
  private static ObjectNode tree(HttpServletRequest http, byte[] body) {
    try {
      return RequestHeaders.tree(http, body);
    } catch (RefusedBodyException refused) {
      throw new RefusedBodyException(
          refused.code(),
          "Expected one secret value as JSON or YAML, but the body is none ("
              + refused.code()
              + "). What is in it is not repeated here, since it may hold a secret");
    }
  }
}

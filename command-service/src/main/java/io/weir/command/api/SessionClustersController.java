package io.weir.command.api;

import io.weir.command.gate.SessionCommands;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Session clusters (app-manager-api.md 2.9). */
@RestController
@RequestMapping("/api/v1/namespaces/{namespace}/sessionclusters")
public final class SessionClustersController extends NamedResourceController {
  private final SessionCommands commands;

  public SessionClustersController(SessionCommands commands, CommandExchange exchange) {
    super(commands, exchange);
    this.commands = commands;
  }

  @PatchMapping("/{name}")
  public ResponseEntity<byte[]> patch(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String name)
      throws IOException {
    return exchange.withBody(
        http, namespace, (request, body) -> commands.patch(request, name, body));
  }
}

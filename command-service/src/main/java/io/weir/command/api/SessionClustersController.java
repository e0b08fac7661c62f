package io.weir.command.api;

import io.weir.command.gate.SessionCommands;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Session clusters (app-manager-api.md 2.9). */
@RestController
@RequestMapping("/api/v1/namespaces/{namespace}/sessionclusters")
public final class SessionClustersController {
  private final SessionCommands commands;
  private final CommandExchange exchange;

  public SessionClustersController(SessionCommands commands, CommandExchange exchange) {
    this.commands = commands;
    this.exchange = exchange;
  }

  @PostMapping
  public ResponseEntity<byte[]> create(HttpServletRequest http, @PathVariable String namespace)
      throws IOException {
    return exchange.withBody(http, namespace, commands::create);
  }

  @PutMapping("/{name}")
  public ResponseEntity<byte[]> replace(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String name)
      throws IOException {
    return exchange.withBody(
        http, namespace, (request, body) -> commands.replace(request, name, body));
  }

  @PatchMapping("/{name}")
  public ResponseEntity<byte[]> patch(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String name)
      throws IOException {
    return exchange.withBody(
        http, namespace, (request, body) -> commands.patch(request, name, body));
  }

  /** A body is ignored, and so is its media type: generated clients send one. */
  @DeleteMapping("/{name}")
  public ResponseEntity<byte[]> delete(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String name) {
    return exchange.withoutBody(http, namespace, request -> commands.delete(request, name));
  }
}

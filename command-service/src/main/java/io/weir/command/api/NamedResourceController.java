package io.weir.command.api;

import io.weir.command.gate.NamedCommands;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/** The routes that resources with a name in a namespace have in common. */
abstract class NamedResourceController {
  private final NamedCommands commands;
  final CommandExchange exchange;

  NamedResourceController(NamedCommands commands, CommandExchange exchange) {
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

  /** A body is ignored, and so is its media type: generated clients send one. */
  @DeleteMapping("/{name}")
  public ResponseEntity<byte[]> delete(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String name) {
    return exchange.withoutBody(http, namespace, request -> commands.delete(request, name));
  }
}

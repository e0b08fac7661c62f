package io.weir.command.api;

import io.weir.command.body.PinBody;
import io.weir.command.gate.SavepointCommands;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Savepoints (app-manager-api.md 2.7): taken, registered as a copy, held, deleted. */
@RestController
@RequestMapping("/api/v1/namespaces/{namespace}/savepoints")
public final class SavepointsController {
  private final SavepointCommands commands;
  private final CommandExchange exchange;

  public SavepointsController(SavepointCommands commands, CommandExchange exchange) {
    this.commands = commands;
    this.exchange = exchange;
  }

  @PostMapping
  public ResponseEntity<byte[]> create(HttpServletRequest http, @PathVariable String namespace)
      throws IOException {
    return exchange.withBody(http, namespace, commands::create);
  }

  /** A body is ignored. */
  @DeleteMapping("/{savepointId}")
  public ResponseEntity<byte[]> delete(
      HttpServletRequest http,
      @PathVariable String namespace,
      @PathVariable String savepointId,
      @RequestParam(defaultValue = "false") boolean force) {
    return exchange.withoutBody(
        http, namespace, request -> commands.delete(request, id(savepointId), force));
  }

  /** The body may be left out. */
  @PutMapping("/{savepointId}/pin")
  public ResponseEntity<byte[]> pin(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String savepointId)
      throws IOException {
    return exchange.withOptionalBody(
        http,
        namespace,
        (request, body) ->
            commands.pin(
                request, id(savepointId), body.flatMap(tree -> PinBody.of(tree).reason())));
  }

  @DeleteMapping("/{savepointId}/pin")
  public ResponseEntity<byte[]> unpin(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String savepointId) {
    return exchange.withoutBody(
        http, namespace, request -> commands.unpin(request, id(savepointId)));
  }

  private static UUID id(String text) {
    return PathIds.uuid(text, "/savepoints/{id}", "GET savepoints");
  }
}

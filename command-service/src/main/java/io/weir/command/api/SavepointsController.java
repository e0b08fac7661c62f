package io.weir.command.api;

import io.weir.appmanager.BodySyntax;
import io.weir.command.body.PinBody;
import io.weir.command.gate.CommandRequest;
import io.weir.command.gate.SavepointCommands;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
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
  private static final byte[] NO_BODY = new byte[0];

  private final SavepointCommands commands;
  private final RequestHeaders headers;
  private final Answers answers;
  private final Namespaces namespaces;

  public SavepointsController(
      SavepointCommands commands, RequestHeaders headers, Answers answers, Namespaces namespaces) {
    this.commands = commands;
    this.headers = headers;
    this.answers = answers;
    this.namespaces = namespaces;
  }

  @PostMapping
  public ResponseEntity<byte[]> create(HttpServletRequest http, @PathVariable String namespace)
      throws IOException {
    BodySyntax syntax = Answers.syntax(http);
    namespaces.require(namespace);
    byte[] body = RequestHeaders.body(http);
    CommandRequest request = headers.command(http, namespace, body);
    return answers.of(
        http, request, syntax, commands.create(request, RequestHeaders.tree(http, body)));
  }

  /** A body is ignored. */
  @DeleteMapping("/{savepointId}")
  public ResponseEntity<byte[]> delete(
      HttpServletRequest http,
      @PathVariable String namespace,
      @PathVariable String savepointId,
      @RequestParam(defaultValue = "false") boolean force) {
    BodySyntax syntax = Answers.syntax(http);
    namespaces.require(namespace);
    CommandRequest request = headers.command(http, namespace, NO_BODY);
    return answers.of(http, request, syntax, commands.delete(request, id(savepointId), force));
  }

  /** The body may be left out. */
  @PutMapping("/{savepointId}/pin")
  public ResponseEntity<byte[]> pin(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String savepointId)
      throws IOException {
    BodySyntax syntax = Answers.syntax(http);
    namespaces.require(namespace);
    byte[] body = RequestHeaders.body(http);
    CommandRequest request = headers.command(http, namespace, body);
    Optional<String> reason =
        body.length == 0 ? Optional.empty() : PinBody.of(RequestHeaders.tree(http, body)).reason();
    return answers.of(http, request, syntax, commands.pin(request, id(savepointId), reason));
  }

  @DeleteMapping("/{savepointId}/pin")
  public ResponseEntity<byte[]> unpin(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String savepointId) {
    BodySyntax syntax = Answers.syntax(http);
    namespaces.require(namespace);
    CommandRequest request = headers.command(http, namespace, NO_BODY);
    return answers.of(http, request, syntax, commands.unpin(request, id(savepointId)));
  }

  private static UUID id(String text) {
    return PathIds.uuid(text, "/savepoints/{id}", "GET savepoints");
  }
}

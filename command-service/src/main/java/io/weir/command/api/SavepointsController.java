package io.weir.command.api;

import io.weir.appmanager.BodySyntax;
import io.weir.command.gate.CommandRequest;
import io.weir.command.gate.SavepointCommands;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Savepoints (app-manager-api.md 2.7): triggered, or registered as a copy. */
@RestController
@RequestMapping("/api/v1/namespaces/{namespace}/savepoints")
public final class SavepointsController {
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
}

package io.weir.command.api;

import io.weir.appmanager.BodySyntax;
import io.weir.command.gate.CommandRequest;
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
  private static final byte[] NO_BODY = new byte[0];

  private final SessionCommands commands;
  private final RequestHeaders headers;
  private final Answers answers;
  private final Namespaces namespaces;

  public SessionClustersController(
      SessionCommands commands, RequestHeaders headers, Answers answers, Namespaces namespaces) {
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

  @PutMapping("/{name}")
  public ResponseEntity<byte[]> replace(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String name)
      throws IOException {
    BodySyntax syntax = Answers.syntax(http);
    namespaces.require(namespace);
    byte[] body = RequestHeaders.body(http);
    CommandRequest request = headers.command(http, namespace, body);
    return answers.of(
        http, request, syntax, commands.replace(request, name, RequestHeaders.tree(http, body)));
  }

  @PatchMapping("/{name}")
  public ResponseEntity<byte[]> patch(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String name)
      throws IOException {
    BodySyntax syntax = Answers.syntax(http);
    namespaces.require(namespace);
    byte[] body = RequestHeaders.body(http);
    CommandRequest request = headers.command(http, namespace, body);
    return answers.of(
        http, request, syntax, commands.patch(request, name, RequestHeaders.tree(http, body)));
  }

  /** A body is ignored, and so is its media type: generated clients send one. */
  @DeleteMapping("/{name}")
  public ResponseEntity<byte[]> delete(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String name) {
    BodySyntax syntax = Answers.syntax(http);
    namespaces.require(namespace);
    CommandRequest request = headers.command(http, namespace, NO_BODY);
    return answers.of(http, request, syntax, commands.delete(request, name));
  }
}

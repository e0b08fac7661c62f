package io.weir.command.api;

import io.weir.appmanager.BodySyntax;
import io.weir.command.body.NamespaceBody;
import io.weir.command.gate.Answer;
import io.weir.command.gate.CommandRequest;
import io.weir.command.gate.NamespaceCommands;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Namespaces (app-manager-api.md 1.2, 2.11). */
@RestController
@RequestMapping("/namespaces/v1/namespaces")
public final class NamespacesController {
  private static final byte[] NO_BODY = new byte[0];
  private static final String MEMBER = "namespace";

  private final NamespaceCommands commands;
  private final RequestHeaders headers;
  private final Answers answers;
  private final Namespaces namespaces;

  public NamespacesController(
      NamespaceCommands commands, RequestHeaders headers, Answers answers, Namespaces namespaces) {
    this.commands = commands;
    this.headers = headers;
    this.answers = answers;
    this.namespaces = namespaces;
  }

  @PostMapping
  public ResponseEntity<byte[]> create(HttpServletRequest http) throws IOException {
    byte[] body = PlatformBodies.read(http);
    ObjectNode tree = PlatformBodies.tree(http, body);
    CommandRequest request =
        headers.command(http, NamespaceBody.name(tree, Optional.empty()), body);
    return answer(http, request, commands.create(request, tree));
  }

  @PutMapping("/{namespace}")
  public ResponseEntity<byte[]> replace(HttpServletRequest http, @PathVariable String namespace)
      throws IOException {
    namespaces.require(namespace);
    byte[] body = PlatformBodies.read(http);
    CommandRequest request = headers.command(http, namespace, body);
    return answer(http, request, commands.replace(request, PlatformBodies.tree(http, body)));
  }

  @PatchMapping("/{namespace}")
  public ResponseEntity<byte[]> patch(HttpServletRequest http, @PathVariable String namespace)
      throws IOException {
    namespaces.require(namespace);
    byte[] body = PlatformBodies.read(http);
    CommandRequest request = headers.command(http, namespace, body);
    return answer(http, request, commands.patch(request, PlatformBodies.tree(http, body)));
  }

  @DeleteMapping("/{namespace}")
  public ResponseEntity<byte[]> delete(HttpServletRequest http, @PathVariable String namespace) {
    namespaces.require(namespace);
    CommandRequest request = headers.command(http, namespace, NO_BODY);
    return answer(http, request, commands.delete(request));
  }

  @PostMapping("/{namespace}:setPreviewSessionCluster")
  public ResponseEntity<byte[]> setPreviewSessionCluster(
      HttpServletRequest http, @PathVariable String namespace) throws IOException {
    namespaces.require(namespace);
    byte[] body = PlatformBodies.read(http);
    CommandRequest request = headers.command(http, namespace, body);
    return answers.of(
        http,
        request,
        BodySyntax.JSON,
        PlatformBodies.empty(
            commands.setPreviewSessionCluster(request, PlatformBodies.tree(http, body))));
  }

  private ResponseEntity<byte[]> answer(
      HttpServletRequest http, CommandRequest request, Answer.Given answer) {
    return answers.of(http, request, BodySyntax.JSON, PlatformBodies.below(MEMBER, answer));
  }
}

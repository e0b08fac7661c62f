package io.weir.command.api;

import io.weir.command.body.NamespaceBody;
import io.weir.command.gate.Answer;
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

/** Namespaces (app-manager-api.md 1.2, 2.11). */
@RestController
@RequestMapping("/namespaces/v1/namespaces")
public final class NamespacesController {
  private static final String MEMBER = "namespace";

  private final NamespaceCommands commands;
  private final CommandExchange exchange;

  public NamespacesController(NamespaceCommands commands, CommandExchange exchange) {
    this.commands = commands;
    this.exchange = exchange.platform();
  }

  @PostMapping
  public ResponseEntity<byte[]> create(HttpServletRequest http) throws IOException {
    return exchange.founding(
        http,
        tree -> NamespaceBody.name(tree, Optional.empty()),
        (request, tree) -> below(commands.create(request, tree)));
  }

  @PutMapping("/{namespace}")
  public ResponseEntity<byte[]> replace(HttpServletRequest http, @PathVariable String namespace)
      throws IOException {
    return exchange.withBody(
        http, namespace, (request, body) -> below(commands.replace(request, body)));
  }

  @PatchMapping("/{namespace}")
  public ResponseEntity<byte[]> patch(HttpServletRequest http, @PathVariable String namespace)
      throws IOException {
    return exchange.withBody(
        http, namespace, (request, body) -> below(commands.patch(request, body)));
  }

  @DeleteMapping("/{namespace}")
  public ResponseEntity<byte[]> delete(HttpServletRequest http, @PathVariable String namespace) {
    return exchange.withoutBody(http, namespace, request -> below(commands.delete(request)));
  }

  @PostMapping("/{namespace}:setPreviewSessionCluster")
  public ResponseEntity<byte[]> setPreviewSessionCluster(
      HttpServletRequest http, @PathVariable String namespace) throws IOException {
    return exchange.withBody(
        http,
        namespace,
        (request, body) -> PlatformBodies.empty(commands.setPreviewSessionCluster(request, body)));
  }

  private static Answer.Given below(Answer.Given answer) {
    return PlatformBodies.below(MEMBER, answer);
  }
}

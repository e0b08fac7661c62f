package io.weir.command.api;

import io.weir.appmanager.BodySyntax;
import io.weir.command.gate.CommandRequest;
import io.weir.command.gate.DeploymentCommands;
import io.weir.command.gate.ForkCommands;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What Weir offers for deployments beside the App Manager's paths. */
@RestController
@RequestMapping("/api/v1/namespaces/{namespace}/deployments")
public final class DeploymentActionsController {
  private static final byte[] NO_BODY = new byte[0];

  private final DeploymentCommands deployments;
  private final ForkCommands forks;
  private final RequestHeaders headers;
  private final Answers answers;
  private final Namespaces namespaces;

  public DeploymentActionsController(
      DeploymentCommands deployments,
      ForkCommands forks,
      RequestHeaders headers,
      Answers answers,
      Namespaces namespaces) {
    this.deployments = deployments;
    this.forks = forks;
    this.headers = headers;
    this.answers = answers;
    this.namespaces = namespaces;
  }

  @PostMapping("/{nameOrId}/fork")
  public ResponseEntity<byte[]> fork(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String nameOrId)
      throws IOException {
    BodySyntax syntax = Answers.syntax(http);
    namespaces.require(namespace);
    byte[] body = RequestHeaders.body(http);
    CommandRequest request = headers.command(http, namespace, body);
    return answers.of(
        http, request, syntax, forks.fork(request, nameOrId, RequestHeaders.tree(http, body)));
  }

  /** A body is ignored. */
  @PostMapping("/{id}/undelete")
  public ResponseEntity<byte[]> undelete(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String id) {
    BodySyntax syntax = Answers.syntax(http);
    namespaces.require(namespace);
    CommandRequest request = headers.command(http, namespace, NO_BODY);
    UUID deployment = PathIds.uuid(id, "/deployments/{id}", "GET deployments?deleted=true");
    return answers.of(http, request, syntax, deployments.undelete(request, deployment));
  }
}

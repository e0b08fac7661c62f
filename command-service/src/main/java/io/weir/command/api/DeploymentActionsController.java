package io.weir.command.api;

import io.weir.command.gate.DeploymentCommands;
import io.weir.command.gate.ForkCommands;
import io.weir.command.gate.RollbackCommands;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What Weir offers for deployments beside the App Manager's paths. */
@RestController
@RequestMapping("/api/v1/namespaces/{namespace}/deployments")
public final class DeploymentActionsController {
  private final DeploymentCommands deployments;
  private final ForkCommands forks;
  private final RollbackCommands rollbacks;
  private final CommandExchange exchange;

  public DeploymentActionsController(
      DeploymentCommands deployments,
      ForkCommands forks,
      RollbackCommands rollbacks,
      CommandExchange exchange) {
    this.deployments = deployments;
    this.forks = forks;
    this.rollbacks = rollbacks;
    this.exchange = exchange;
  }

  @PostMapping("/{nameOrId}/fork")
  public ResponseEntity<byte[]> fork(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String nameOrId)
      throws IOException {
    return exchange.withBody(
        http, namespace, (request, body) -> forks.fork(request, nameOrId, body));
  }

  @PostMapping("/{nameOrId}/rollback")
  public ResponseEntity<byte[]> rollBack(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String nameOrId)
      throws IOException {
    return exchange.withBody(
        http, namespace, (request, body) -> rollbacks.rollBack(request, nameOrId, body));
  }

  /** A body is ignored. */
  @PostMapping("/{id}/undelete")
  public ResponseEntity<byte[]> undelete(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String id) {
    return exchange.withoutBody(
        http,
        namespace,
        request ->
            deployments.undelete(
                request, PathIds.uuid(id, "/deployments/{id}", "GET deployments?deleted=true")));
  }
}

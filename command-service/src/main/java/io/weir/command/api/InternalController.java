package io.weir.command.api;

import io.weir.appmanager.BodySyntax;
import io.weir.appmanager.BodyWriter;
import io.weir.command.gate.DeploymentCommands;
import io.weir.command.view.AllowedActionsView;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** For the other services; not routed by the gateway. */
@RestController
@RequestMapping("/internal")
public final class InternalController {
  private final DeploymentCommands deployments;

  public InternalController(DeploymentCommands deployments) {
    this.deployments = deployments;
  }

  /** What may be asked of a deployment, judged on what the log has now (docs/adr/061). */
  @GetMapping("/deployments/{id}/allowed-actions")
  public ResponseEntity<byte[]> allowedActions(@PathVariable String id) {
    Optional<AllowedActionsView> view =
        deployments.allowedActions(PathIds.uuid(id, "/deployments/{id}", "GET deployments"));
    return view.map(
            found ->
                ResponseEntity.ok()
                    .header(HttpHeaders.CONTENT_TYPE, BodySyntax.JSON.mediaType())
                    .body(BodyWriter.write(found, BodySyntax.JSON)))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }
}

package io.weir.command.api;

import io.weir.appmanager.BodySyntax;
import io.weir.appmanager.BodyWriter;
import io.weir.command.body.DeploymentBodies.EditOptions;
import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.RefusedCommandException;
import io.weir.command.deployment.Recorded;
import io.weir.command.gate.DeploymentCommands;
import io.weir.command.view.DeploymentView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Deployments (app-manager-api.md 1.1). */
@RestController
@RequestMapping("/api/v1/namespaces/{namespace}/deployments")
public final class DeploymentsController {
  private final DeploymentCommands commands;
  private final CommandExchange exchange;

  public DeploymentsController(DeploymentCommands commands, CommandExchange exchange) {
    this.commands = commands;
    this.exchange = exchange;
  }

  @PostMapping
  public ResponseEntity<byte[]> create(HttpServletRequest http, @PathVariable String namespace)
      throws IOException {
    return exchange.withBody(http, namespace, commands::create);
  }

  @GetMapping("/{nameOrId}")
  public ResponseEntity<byte[]> get(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String nameOrId) {
    BodySyntax syntax = Answers.syntax(http);
    Recorded recorded =
        commands
            .find(exchange.question(http, namespace), nameOrId)
            .orElseThrow(
                () ->
                    new RefusedCommandException(
                        RefusalCode.NOT_FOUND,
                        "There is no deployment '" + nameOrId + "' in the namespace " + namespace,
                        List.of()));
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, syntax.mediaType())
        .header(HttpHeaders.ETAG, "\"" + recorded.version() + "\"")
        .body(BodyWriter.write(DeploymentView.of(recorded), syntax));
  }

  @PutMapping("/{nameOrId}")
  public ResponseEntity<byte[]> replace(
      HttpServletRequest http,
      @PathVariable String namespace,
      @PathVariable String nameOrId,
      @RequestParam(defaultValue = "true") boolean applyDefaults,
      @RequestParam(defaultValue = "false") boolean confirmEmptyStart,
      @RequestParam(defaultValue = "false") boolean retry)
      throws IOException {
    return exchange.withBody(
        http,
        namespace,
        (request, body) ->
            commands.replace(
                request, nameOrId, body, applyDefaults, new EditOptions(confirmEmptyStart, retry)));
  }

  /**
   * What is asked for most by far: so it takes the request and the answer as they are, and no
   * argument or result has to be found, converted or told from others.
   */
  @PatchMapping("/{nameOrId}")
  public void patch(HttpServletRequest http, HttpServletResponse answer) throws IOException {
    String nameOrId = RequestPath.variable(http, "nameOrId");
    EditOptions options =
        new EditOptions(
            RequestQuery.flag(http, "confirmEmptyStart"), RequestQuery.flag(http, "retry"));
    Answers.send(
        exchange.withBody(
            http,
            RequestPath.variable(http, "namespace"),
            (request, body) -> commands.patch(request, nameOrId, body, options)),
        answer);
  }

  /** An action, not an edit of the spec: a body is ignored. */
  @PostMapping("/{nameOrId}/restart")
  public ResponseEntity<byte[]> restart(
      HttpServletRequest http,
      @PathVariable String namespace,
      @PathVariable String nameOrId,
      @RequestParam(defaultValue = "false") boolean confirmEmptyStart) {
    return exchange.withoutBody(
        http, namespace, request -> commands.restart(request, nameOrId, confirmEmptyStart));
  }

  /** A body is ignored, and so is its media type: generated clients send one. */
  @DeleteMapping("/{nameOrId}")
  public ResponseEntity<byte[]> delete(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String nameOrId) {
    return exchange.withoutBody(http, namespace, request -> commands.delete(request, nameOrId));
  }
}

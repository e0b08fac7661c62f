package io.weir.command.api;

import io.weir.appmanager.BodySyntax;
import io.weir.appmanager.BodyWriter;
import io.weir.appmanager.DeploymentDefaultsResource;
import io.weir.command.body.GlobalDefaults;
import io.weir.command.gate.DefaultsCommands;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Deployment defaults: a namespace's, and the platform's below them (app-manager-api.md 6.1). */
@RestController
@RequestMapping("/api/v1")
public final class DefaultsController {
  private final DefaultsCommands commands;
  private final GlobalDefaults global;
  private final CommandExchange exchange;

  public DefaultsController(
      DefaultsCommands commands, GlobalDefaults global, CommandExchange exchange) {
    this.commands = commands;
    this.global = global;
    this.exchange = exchange;
  }

  /** Settings, which only this service knows. */
  @GetMapping("/global-deployment-defaults")
  public ResponseEntity<byte[]> global(HttpServletRequest http) {
    BodySyntax syntax = Answers.syntax(http);
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, syntax.mediaType())
        .body(BodyWriter.write(DeploymentDefaultsResource.global(global.spec()), syntax));
  }

  @PatchMapping("/namespaces/{namespace}/deployment-defaults")
  public ResponseEntity<byte[]> patch(HttpServletRequest http, @PathVariable String namespace)
      throws IOException {
    return exchange.withBody(http, namespace, commands::patch);
  }

  @PutMapping("/namespaces/{namespace}/deployment-defaults")
  public ResponseEntity<byte[]> replace(HttpServletRequest http, @PathVariable String namespace)
      throws IOException {
    return exchange.withBody(http, namespace, commands::replace);
  }
}

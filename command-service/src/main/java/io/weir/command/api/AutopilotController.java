package io.weir.command.api;

import io.weir.command.gate.AutopilotCommands;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Autopilot policies (app-manager-api.md 1.2, 2.11). */
@RestController
@RequestMapping("/autopilot/v1alpha1/namespaces/{namespace}/deployments/{deploymentId}")
public final class AutopilotController {
  private final AutopilotCommands commands;
  private final CommandExchange exchange;

  public AutopilotController(AutopilotCommands commands, CommandExchange exchange) {
    this.commands = commands;
    this.exchange = exchange.platform();
  }

  @PutMapping("/autopilotpolicy")
  public ResponseEntity<byte[]> set(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String deploymentId)
      throws IOException {
    return exchange.withBody(
        http,
        namespace,
        (request, body) ->
            PlatformBodies.below("policy", commands.set(request, deploymentId, body)));
  }
}

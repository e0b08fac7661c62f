package io.weir.command.api;

import io.weir.appmanager.BodySyntax;
import io.weir.command.gate.AutopilotCommands;
import io.weir.command.gate.CommandRequest;
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
  private final RequestHeaders headers;
  private final Answers answers;
  private final Namespaces namespaces;

  public AutopilotController(
      AutopilotCommands commands, RequestHeaders headers, Answers answers, Namespaces namespaces) {
    this.commands = commands;
    this.headers = headers;
    this.answers = answers;
    this.namespaces = namespaces;
  }

  @PutMapping("/autopilotpolicy")
  public ResponseEntity<byte[]> set(
      HttpServletRequest http, @PathVariable String namespace, @PathVariable String deploymentId)
      throws IOException {
    namespaces.require(namespace);
    byte[] body = PlatformBodies.read(http);
    CommandRequest request = headers.command(http, namespace, body);
    return answers.of(
        http,
        request,
        BodySyntax.JSON,
        PlatformBodies.below(
            "policy", commands.set(request, deploymentId, PlatformBodies.tree(http, body))));
  }
}

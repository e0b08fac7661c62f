package io.weir.command.api;

import io.weir.command.gate.TargetCommands;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Deployment targets (app-manager-api.md 2.5). They have no PATCH. */
@RestController
@RequestMapping("/api/v1/namespaces/{namespace}/deployment-targets")
public final class TargetsController extends NamedResourceController {
  public TargetsController(TargetCommands commands, CommandExchange exchange) {
    super(commands, exchange);
  }
}

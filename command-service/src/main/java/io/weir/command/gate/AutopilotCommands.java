package io.weir.command.gate;

import io.weir.command.autopilot.PolicyState;
import io.weir.command.body.AutopilotPolicyBody;
import io.weir.events.autopilot.AutopilotPolicyEvent;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What clients may ask of autopilot policies. */
public final class AutopilotCommands {
  private final CommandGate gate;
  private final PlainCommands<PolicyState, AutopilotPolicyEvent> policies;
  private final DeploymentCommands deployments;

  public AutopilotCommands(
      CommandGate gate,
      PlainCommands<PolicyState, AutopilotPolicyEvent> policies,
      DeploymentCommands deployments) {
    this.gate = gate;
    this.policies = policies;
    this.deployments = deployments;
  }

  public Answer.Given set(CommandRequest request, String deployment, ObjectNode body) {
    return gate.run(
        request,
        "PutAutopilotPolicy",
        context -> {
          UUID deploymentId = deployments.require(request.namespace(), deployment);
          return policies.recordByItsId(
              context, List.of(AutopilotPolicyBody.of(body, request.namespace(), deploymentId)));
        });
  }
}

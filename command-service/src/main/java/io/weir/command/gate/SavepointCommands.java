package io.weir.command.gate;

import io.weir.appmanager.ResourceJson;
import io.weir.command.body.SavepointBody;
import io.weir.command.deployment.CopySavepoint;
import io.weir.command.deployment.DeploymentCommand;
import io.weir.command.deployment.Recorded;
import io.weir.command.deployment.TriggerSavepoint;
import io.weir.command.view.SavepointView;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What clients may ask of savepoints. */
public final class SavepointCommands {
  private final CommandGate gate;
  private final DeploymentBus bus;
  private final DeploymentCommands deployments;

  public SavepointCommands(CommandGate gate, DeploymentBus bus, DeploymentCommands deployments) {
    this.gate = gate;
    this.bus = bus;
    this.deployments = deployments;
  }

  /** Triggers a savepoint, or registers a copy when the body names a location. */
  public Answer create(CommandRequest request, ObjectNode body) {
    SavepointBody wanted = SavepointBody.of(body, request.namespace());
    UUID savepointId = wanted.id().orElseGet(gate::mint);
    return gate.run(
        request,
        wanted.location().isPresent() ? "CopySavepoint" : "TriggerSavepoint",
        context -> {
          UUID deploymentId =
              deployments.require(request.namespace(), wanted.deploymentId().toString());
          DeploymentCommand command =
              wanted.location().isPresent()
                  ? new CopySavepoint(
                      deploymentId, savepointId, wanted.location().get(), wanted.flinkSavepointId())
                  : new TriggerSavepoint(deploymentId, savepointId);
          Recorded recorded = bus.dispatch(command, context);
          return new Answer(
              201,
              ResourceJson.mapper().valueToTree(SavepointView.of(recorded, savepointId)),
              recorded.version(),
              deployments.position(deploymentId),
              false);
        });
  }
}

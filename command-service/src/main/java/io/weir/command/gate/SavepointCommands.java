package io.weir.command.gate;

import io.weir.appmanager.ResourceJson;
import io.weir.command.body.SavepointBody;
import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.RefusedCommandException;
import io.weir.command.deployment.CopySavepoint;
import io.weir.command.deployment.DataStanding;
import io.weir.command.deployment.DeploymentCommand;
import io.weir.command.deployment.Recorded;
import io.weir.command.deployment.TriggerSavepoint;
import io.weir.command.store.CopySources;
import io.weir.command.store.SavepointIndex;
import io.weir.command.view.SavepointView;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What clients may ask of savepoints. */
public final class SavepointCommands {
  private final CommandGate gate;
  private final DeploymentBus bus;
  private final DeploymentCommands deployments;
  private final SavepointIndex savepoints;
  private final CopySources sources;

  public SavepointCommands(
      CommandGate gate,
      DeploymentBus bus,
      DeploymentCommands deployments,
      SavepointIndex savepoints,
      CopySources sources) {
    this.gate = gate;
    this.bus = bus;
    this.deployments = deployments;
    this.savepoints = savepoints;
    this.sources = sources;
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
          if (savepoints.deploymentOf(savepointId).isPresent())
            throw new RefusedCommandException(
                RefusalCode.ID_TAKEN,
                "The savepoint id "
                    + savepointId
                    + " is taken. Leave metadata.id out to get a new one",
                List.of());
          DeploymentCommand command =
              wanted.location().isPresent()
                  ? copy(deploymentId, savepointId, wanted)
                  : new TriggerSavepoint(deploymentId, savepointId);
          return answer(201, bus.dispatch(command, context), savepointId);
        });
  }

  private CopySavepoint copy(UUID deploymentId, UUID savepointId, SavepointBody wanted) {
    String location = wanted.location().orElseThrow();
    DataStanding data = savepoints.lock(location);
    return new CopySavepoint(
        deploymentId, savepointId, location, wanted.flinkSavepointId(), sources.of(data), data);
  }

  private Answer answer(int status, Recorded recorded, UUID savepointId) {
    return new Answer(
        status,
        ResourceJson.mapper().valueToTree(SavepointView.of(recorded, savepointId)),
        recorded.version(),
        deployments.position(recorded.state().identity().id()),
        false);
  }
}

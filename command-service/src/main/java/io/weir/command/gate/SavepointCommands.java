package io.weir.command.gate;

import io.weir.command.body.SavepointBody;
import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.RefusedCommandException;
import io.weir.command.deployment.CataloguedSavepoint;
import io.weir.command.deployment.CopySavepoint;
import io.weir.command.deployment.DataStanding;
import io.weir.command.deployment.DeleteSavepoint;
import io.weir.command.deployment.DeploymentCommand;
import io.weir.command.deployment.PinSavepoint;
import io.weir.command.deployment.Recorded;
import io.weir.command.deployment.TriggerSavepoint;
import io.weir.command.deployment.UnpinSavepoint;
import io.weir.command.store.CopySources;
import io.weir.command.store.SavepointIndex;
import io.weir.command.store.StoredDeployments;
import io.weir.command.view.SavepointView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** What clients may ask of savepoints. */
public final class SavepointCommands {
  private final CommandGate gate;
  private final DeploymentBus bus;
  private final DeploymentCommands deployments;
  private final SavepointIndex savepoints;
  private final CopySources sources;
  private final StoredDeployments stored;

  public SavepointCommands(
      CommandGate gate,
      DeploymentBus bus,
      DeploymentCommands deployments,
      SavepointIndex savepoints,
      StoredDeployments stored) {
    this.gate = gate;
    this.bus = bus;
    this.deployments = deployments;
    this.savepoints = savepoints;
    this.sources = new CopySources(stored);
    this.stored = stored;
  }

  /** Triggers a savepoint, or registers a copy when the body names a location. */
  public Answer.Given create(CommandRequest request, ObjectNode body) {
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

  /**
   * Deletes a savepoint, and its data when nobody else refers to it.
   *
   * @param force give up what only its own deployment needs of it
   */
  public Answer.Given delete(CommandRequest request, UUID savepointId, boolean force) {
    return delete(request, savepointId, force, Optional.empty());
  }

  /**
   * Deletes, by force, a savepoint of a deployment that has been deleted for long enough.
   *
   * @param deletedAt since when; when it came back meanwhile, it keeps its savepoint
   */
  Answer.Given expire(CommandRequest request, UUID savepointId, Instant deletedAt) {
    return delete(request, savepointId, true, Optional.of(deletedAt));
  }

  private Answer.Given delete(
      CommandRequest request, UUID savepointId, boolean force, Optional<Instant> expired) {
    return gate.run(
        request,
        "DeleteSavepoint",
        context -> {
          Recorded before = owner(request.namespace(), savepointId);
          Optional<DataStanding> data =
              before
                  .state()
                  .catalogue()
                  .find(savepointId)
                  .flatMap(CataloguedSavepoint::location)
                  .map(savepoints::lock);
          Recorded after =
              bus.dispatch(
                  new DeleteSavepoint(
                      before.state().identity().id(), savepointId, force, expired, data),
                  context);
          boolean gone = after.state().catalogue().find(savepointId).isEmpty();
          return deployments.answer(
              200, after, SavepointView.of(gone ? before : after, savepointId));
        });
  }

  /** Holds a savepoint until it is unpinned. */
  public Answer.Given pin(CommandRequest request, UUID savepointId, Optional<String> reason) {
    return change(
        request,
        "PinSavepoint",
        savepointId,
        deployment -> new PinSavepoint(deployment, savepointId, reason));
  }

  /** Lets a savepoint go. */
  public Answer.Given unpin(CommandRequest request, UUID savepointId) {
    return change(
        request,
        "UnpinSavepoint",
        savepointId,
        deployment -> new UnpinSavepoint(deployment, savepointId));
  }

  private Answer.Given change(
      CommandRequest request,
      String command,
      UUID savepointId,
      Function<UUID, DeploymentCommand> change) {
    return gate.run(
        request,
        command,
        context -> {
          Recorded owner = owner(request.namespace(), savepointId);
          return answer(
              200, bus.dispatch(change.apply(owner.state().identity().id()), context), savepointId);
        });
  }

  private Recorded owner(String namespace, UUID savepointId) {
    return savepoints
        .deploymentOf(savepointId)
        .flatMap(stored::find)
        .filter(recorded -> recorded.state().identity().namespace().equals(namespace))
        .filter(recorded -> recorded.state().catalogue().find(savepointId).isPresent())
        .orElseThrow(
            () ->
                new RefusedCommandException(
                    RefusalCode.SAVEPOINT_NOT_FOUND,
                    "There is no savepoint " + savepointId + " in the namespace " + namespace,
                    List.of()));
  }

  private Answer answer(int status, Recorded recorded, UUID savepointId) {
    return deployments.answer(status, recorded, SavepointView.of(recorded, savepointId));
  }
}

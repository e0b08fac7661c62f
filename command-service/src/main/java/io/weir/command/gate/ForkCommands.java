package io.weir.command.gate;

import io.weir.command.body.ForkBody;
import io.weir.command.deployment.CataloguedSavepoint;
import io.weir.command.deployment.ForkDeployment;
import io.weir.command.deployment.Recorded;
import io.weir.command.deployment.StaleVersionException;
import io.weir.command.store.SavepointIndex;
import io.weir.command.store.StoredDeployments;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** A new deployment like one that exists. */
public final class ForkCommands {
  private final CommandGate gate;
  private final DeploymentBus bus;
  private final DeploymentCommands deployments;
  private final StoredDeployments stored;
  private final SavepointIndex savepoints;

  public ForkCommands(
      CommandGate gate,
      DeploymentBus bus,
      DeploymentCommands deployments,
      StoredDeployments stored,
      SavepointIndex savepoints) {
    this.gate = gate;
    this.bus = bus;
    this.deployments = deployments;
    this.stored = stored;
    this.savepoints = savepoints;
  }

  /** Forks; an If-Match speaks of the source. */
  public Answer.Given fork(CommandRequest request, String nameOrId, ObjectNode body) {
    ForkBody wanted = ForkBody.of(body);
    UUID id = gate.mint();
    UUID copyId = gate.mint();
    return gate.run(
        request,
        "ForkDeployment",
        context -> {
          Recorded source =
              stored.find(deployments.require(request.namespace(), nameOrId)).orElseThrow();
          boolean stale =
              request.expectedVersion().isPresent()
                  && request.expectedVersion().getAsLong() != source.version();
          if (stale) throw new StaleVersionException(request.expectedVersion().getAsLong(), source);
          ForkDeployment command =
              new ForkDeployment(
                  id,
                  wanted.name(),
                  wanted.displayName(),
                  source.state(),
                  wanted.savepointId().map(savepoint -> from(source, savepoint, copyId)));
          deployments.take(request.namespace(), wanted.name(), id);
          Recorded recorded = bus.dispatch(command, context);
          deployments.refer(recorded.state());
          return deployments.answer(201, recorded);
        });
  }

  /** The lock keeps the data from being given up until the fork's pointer is there. */
  private ForkDeployment.From from(Recorded source, UUID savepointId, UUID copyId) {
    return new ForkDeployment.From(
        savepointId,
        copyId,
        source
            .state()
            .catalogue()
            .find(savepointId)
            .flatMap(CataloguedSavepoint::location)
            .map(savepoints::lock));
  }
}

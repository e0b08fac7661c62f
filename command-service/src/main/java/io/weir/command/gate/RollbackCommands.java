package io.weir.command.gate;

import io.weir.command.body.RollbackBody;
import io.weir.command.deployment.Recorded;
import io.weir.command.deployment.RollBackDeployment;
import io.weir.command.store.StoredDeployments;
import io.weir.events.spec.DeploymentSpec;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** A deployment as it was when one of its jobs ran. */
public final class RollbackCommands {
  private final CommandGate gate;
  private final DeploymentBus bus;
  private final DeploymentCommands deployments;
  private final StoredDeployments stored;

  public RollbackCommands(
      CommandGate gate,
      DeploymentBus bus,
      DeploymentCommands deployments,
      StoredDeployments stored) {
    this.gate = gate;
    this.bus = bus;
    this.deployments = deployments;
    this.stored = stored;
  }

  /** Goes back; what the job ran is read from the deployment's events in the same transaction. */
  public Answer.Given rollBack(CommandRequest request, String nameOrId, ObjectNode body) {
    RollbackBody wanted = RollbackBody.of(body);
    return gate.run(
        request,
        "RollBackDeployment",
        context -> {
          UUID id = deployments.require(request.namespace(), nameOrId);
          Recorded before = stored.find(id).orElseThrow();
          Recorded after =
              bus.dispatch(
                  new RollBackDeployment(
                      id, wanted.jobId(), wanted.restore(), stored.ran(id, wanted.jobId())),
                  context);
          if (moved(before, after)) deployments.placeAgain(after.state());
          return deployments.answer(200, after);
        });
  }

  private static boolean moved(Recorded before, Recorded after) {
    DeploymentSpec was = before.state().wish().spec();
    DeploymentSpec is = after.state().wish().spec();
    return !is.deploymentTargetId().equals(was.deploymentTargetId())
        || !is.sessionClusterName().equals(was.sessionClusterName());
  }
}

package io.weir.command.gate;

import io.weir.command.decide.RefusedCommandException;
import io.weir.command.deployment.DeploymentState;
import io.weir.command.deployment.Recorded;
import io.weir.command.deployment.Retention;
import io.weir.command.deployment.TakeScheduledSavepoint;
import io.weir.command.store.PolicyLooks;
import io.weir.command.store.StoreTransactions;
import io.weir.command.store.StoredDeployments;
import io.weir.events.wire.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Serves the savepoint policies of deployments: what is due is decided by the deployment's events;
 * so any instance may look, and looking twice does nothing twice.
 */
public final class SavepointPolicies {
  private static final int AT_ONCE = 100;

  private final CommandGate gate;
  private final DeploymentBus bus;
  private final SavepointCommands savepoints;
  private final StoredDeployments stored;
  private final PolicyLooks looks;
  private final StoreTransactions transactions;

  public SavepointPolicies(
      CommandGate gate,
      DeploymentBus bus,
      SavepointCommands savepoints,
      StoredDeployments stored,
      PolicyLooks looks,
      StoreTransactions transactions) {
    this.gate = gate;
    this.bus = bus;
    this.savepoints = savepoints;
    this.stored = stored;
    this.looks = looks;
    this.transactions = transactions;
  }

  /** The deployments whose policy is to be looked at now. */
  public List<UUID> due(Instant now) {
    return transactions.inTransaction(() -> looks.due(now, AT_ONCE));
  }

  /** Takes and lets go what this deployment's policy says, and notes when to look again. */
  public void look(UUID deploymentId, Instant now) {
    Optional<DeploymentState> state =
        transactions.inTransaction(() -> stored.find(deploymentId)).map(Recorded::state);
    state.ifPresent(s -> serve(s, now));
    transactions.inTransaction(
        () -> {
          looks.lock(deploymentId);
          looks.next(
              deploymentId,
              stored.find(deploymentId).flatMap(r -> Retention.lookAgain(r.state(), now)));
          return null;
        });
  }

  private void serve(DeploymentState state, Instant now) {
    UUID id = state.identity().id();
    gate.run(
        request(state, "savepoint-schedule", "spec.savepointPolicy.schedule"),
        "TakeScheduledSavepoint",
        context ->
            Answer.of(
                200,
                JsonNodeFactory.instance.nullNode(),
                bus.dispatch(new TakeScheduledSavepoint(id), context).version(),
                id));
    boolean expired = Retention.hasExpired(state, now);
    for (UUID savepoint : Retention.retire(state, now)) {
      try {
        if (expired) expire(state, savepoint);
        else
          savepoints.delete(
              request(state, "savepoint-retention", "spec.savepointPolicy.retention"),
              savepoint,
              false);
      } catch (RefusedCommandException kept) {
        // Others refer to it, or somebody was faster: it is asked again.
      }
    }
  }

  /** Of what stays deleted no start needs anything; what it shares with others stays theirs. */
  private void expire(DeploymentState state, UUID savepoint) {
    savepoints.expire(
        request(state, "savepoint-retention", "spec.savepointPolicy.retention.afterDeletion"),
        savepoint,
        state.history().deletedAt().orElseThrow());
  }

  private CommandRequest request(DeploymentState state, String policy, String reason) {
    return new CommandRequest(
        state.identity().namespace(),
        new Actor(Actor.Kind.POLICY, policy),
        Optional.of(reason),
        gate.mint(),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        false);
  }
}

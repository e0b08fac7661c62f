package io.weir.command.infra;

import io.weir.command.api.CommandExchange;
import io.weir.command.api.SessionClustersController;
import io.weir.command.body.SessionBody;
import io.weir.command.gate.CommandGate;
import io.weir.command.gate.PlainCommands;
import io.weir.command.gate.SessionCommands;
import io.weir.command.gate.StoredTargets;
import io.weir.command.sessions.SessionKind;
import io.weir.command.store.DomainEventStorage;
import io.weir.command.store.ResourceNames;
import io.weir.command.store.ResourceReferences;
import io.weir.command.store.StoreTransactions;
import io.weir.command.store.StoredAggregates;
import io.weir.command.store.StoredDeployments;
import io.weir.command.targets.TargetState;
import io.weir.events.targets.DeploymentTargetEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Session clusters, put together. */
@Configuration(proxyBeanMethods = false)
class SessionWiring {
  @Bean
  SessionCommands sessionCommands(
      CommandGate gate,
      DomainEventStorage storage,
      StoreTransactions transactions,
      StoredDeployments deployments,
      PlainCommands<TargetState, DeploymentTargetEvent> targets,
      CommandSettings settings) {
    ResourceNames names = new ResourceNames(transactions);
    return new SessionCommands(
        gate,
        new PlainCommands<>(new SessionKind(), new StoredAggregates(storage), names),
        new SessionBody(new StoredTargets(targets, names, settings.kubernetesNamespace())),
        names,
        new ResourceReferences(transactions),
        deployments);
  }

  @Bean
  SessionClustersController sessionClustersController(
      SessionCommands commands, CommandExchange exchange) {
    return new SessionClustersController(commands, exchange);
  }
}

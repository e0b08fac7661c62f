package io.weir.command.infra;

import io.weir.command.api.CommandExchange;
import io.weir.command.api.DefaultsController;
import io.weir.command.api.TargetsController;
import io.weir.command.body.DefaultsBody;
import io.weir.command.body.GlobalDefaults;
import io.weir.command.body.SpecLayers;
import io.weir.command.defaults.DefaultsKind;
import io.weir.command.defaults.DefaultsState;
import io.weir.command.deployment.PlatformSettings;
import io.weir.command.gate.CommandGate;
import io.weir.command.gate.DefaultsCommands;
import io.weir.command.gate.FirstStart;
import io.weir.command.gate.NamespaceCommands;
import io.weir.command.gate.PlainCommands;
import io.weir.command.gate.StoredDefaults;
import io.weir.command.gate.StoredTargets;
import io.weir.command.gate.TargetCommands;
import io.weir.command.plain.PlainKind;
import io.weir.command.store.DomainEventStorage;
import io.weir.command.store.ResourceNames;
import io.weir.command.store.ResourceReferences;
import io.weir.command.store.StoreTransactions;
import io.weir.command.store.StoredAggregates;
import io.weir.command.targets.TargetKind;
import io.weir.command.targets.TargetState;
import io.weir.events.WeirEvent;
import io.weir.events.defaults.DeploymentDefaultsEvent;
import io.weir.events.targets.DeploymentTargetEvent;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The kinds beside deployments, put together; what every kind needs is {@link #commands}. */
@Configuration(proxyBeanMethods = false)
public class KindsWiring {
  private static <S, E extends WeirEvent> PlainCommands<S, E> commands(
      PlainKind<S, E> kind, DomainEventStorage storage, StoreTransactions transactions) {
    return new PlainCommands<>(
        kind, new StoredAggregates(storage), new ResourceNames(transactions));
  }

  @Bean
  PlainCommands<TargetState, DeploymentTargetEvent> targets(
      DomainEventStorage storage, StoreTransactions transactions) {
    return commands(new TargetKind(), storage, transactions);
  }

  @Bean
  TargetCommands targetCommands(
      CommandGate gate,
      PlainCommands<TargetState, DeploymentTargetEvent> targets,
      StoreTransactions transactions) {
    return new TargetCommands(gate, targets, new ResourceReferences(transactions));
  }

  @Bean
  TargetsController targetsController(TargetCommands targets, CommandExchange exchange) {
    return new TargetsController(targets, exchange);
  }

  @Bean
  PlainCommands<DefaultsState, DeploymentDefaultsEvent> defaults(
      DomainEventStorage storage, StoreTransactions transactions) {
    return commands(new DefaultsKind(), storage, transactions);
  }

  @Bean
  GlobalDefaults globalDefaults(CommandSettings settings, PlatformSettings platform) {
    return GlobalDefaults.of(settings.globalDeploymentDefaults(), platform);
  }

  @Bean
  SpecLayers layers(
      GlobalDefaults global,
      PlainCommands<DefaultsState, DeploymentDefaultsEvent> defaults,
      PlainCommands<TargetState, DeploymentTargetEvent> targets,
      StoreTransactions transactions,
      PlatformSettings platform,
      CommandSettings settings) {
    return new SpecLayers(
        global,
        new StoredDefaults(defaults),
        new StoredTargets(targets, new ResourceNames(transactions), settings.kubernetesNamespace()),
        platform);
  }

  @Bean
  DefaultsCommands defaultsCommands(
      CommandGate gate,
      PlainCommands<DefaultsState, DeploymentDefaultsEvent> defaults,
      SpecLayers layers) {
    return new DefaultsCommands(gate, defaults, new DefaultsBody(layers));
  }

  @Bean
  DefaultsController defaultsController(
      DefaultsCommands defaults, GlobalDefaults global, CommandExchange exchange) {
    return new DefaultsController(defaults, global, exchange);
  }

  @Bean
  SmartInitializingSingleton firstStart(
      NamespaceCommands namespaces, TargetCommands targets, TimeOrderedIds ids) {
    return () -> new FirstStart(namespaces, targets).prepare(ids.get());
  }
}

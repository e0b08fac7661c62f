package io.weir.command.infra;

import io.weir.command.api.AutopilotController;
import io.weir.command.api.CommandExchange;
import io.weir.command.api.Namespaces;
import io.weir.command.api.NamespacesController;
import io.weir.command.api.SecretResolutionController;
import io.weir.command.api.SecretValuesController;
import io.weir.command.api.TokensController;
import io.weir.command.autopilot.PolicyKind;
import io.weir.command.gate.AutopilotCommands;
import io.weir.command.gate.CommandGate;
import io.weir.command.gate.DefaultsCommands;
import io.weir.command.gate.DeploymentCommands;
import io.weir.command.gate.NamespaceCommands;
import io.weir.command.gate.NamespaceRemoval;
import io.weir.command.gate.PlainCommands;
import io.weir.command.gate.SecretCommands;
import io.weir.command.gate.SecretResolution;
import io.weir.command.gate.SessionCommands;
import io.weir.command.gate.TargetCommands;
import io.weir.command.gate.TokenCommands;
import io.weir.command.namespaces.NamespaceKind;
import io.weir.command.plain.PlainKind;
import io.weir.command.seal.BearerToken;
import io.weir.command.seal.MasterKeys;
import io.weir.command.seal.SecretSeal;
import io.weir.command.seal.UnopenedSecretException;
import io.weir.command.secrets.SecretKind;
import io.weir.command.store.DomainEventStorage;
import io.weir.command.store.ResourceNames;
import io.weir.command.store.SealedValues;
import io.weir.command.store.StoreTransactions;
import io.weir.command.store.StoredAggregates;
import io.weir.command.store.TokenHashes;
import io.weir.command.tokens.TokenKind;
import io.weir.events.WeirEvent;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Namespaces, API tokens, secret values and autopilot policies, put together. */
@Configuration(proxyBeanMethods = false)
class PlatformWiring {
  private static final Logger LOG = LoggerFactory.getLogger(PlatformWiring.class);

  private final StoredAggregates stored;
  private final ResourceNames names;
  private final StoreTransactions transactions;
  private final CommandSettings settings;
  // No bean: what is Optional for Spring is not what is Optional here.
  private final Optional<SecretSeal> seal;

  PlatformWiring(
      DomainEventStorage storage, StoreTransactions transactions, CommandSettings settings) {
    this.stored = new StoredAggregates(storage);
    this.names = new ResourceNames(transactions);
    this.transactions = transactions;
    this.settings = settings;
    this.seal =
        settings.secrets().keyFile().map(Path::of).map(MasterKeys::read).map(SecretSeal::new);
  }

  private <S, E extends WeirEvent> PlainCommands<S, E> plain(PlainKind<S, E> kind) {
    return new PlainCommands<>(kind, stored, names);
  }

  @Bean
  NamespaceCommands namespaceCommands(CommandGate gate) {
    return new NamespaceCommands(gate, plain(new NamespaceKind()), names);
  }

  @Bean
  Namespaces namespaces(NamespaceCommands commands, InstantSource clock) {
    return new Namespaces(commands::exists, clock);
  }

  @Bean
  NamespacesController namespacesController(NamespaceCommands commands, CommandExchange exchange) {
    return new NamespacesController(commands, exchange);
  }

  @Bean
  TokenCommands tokenCommands(CommandGate gate) {
    return new TokenCommands(gate, plain(new TokenKind()), new TokenHashes(transactions));
  }

  @Bean
  TokensController tokensController(TokenCommands commands, CommandExchange exchange) {
    return new TokensController(commands, exchange);
  }

  @Bean
  SecretCommands secretCommands(CommandGate gate) {
    return new SecretCommands(gate, plain(new SecretKind()), new SealedValues(transactions), seal);
  }

  @Bean
  SecretValuesController secretValuesController(SecretCommands commands, CommandExchange exchange) {
    return new SecretValuesController(commands, exchange);
  }

  @Bean
  SecretResolutionController secretResolution() {
    SecretResolution resolution =
        new SecretResolution(transactions, names, new SealedValues(transactions), seal);
    sealAnew(resolution);
    return new SecretResolutionController(
        resolution, settings.secrets().executorTokenFile().map(Path::of).map(BearerToken::read));
  }

  /** A missing key must not keep deployments from being served; whoever needs it is told then. */
  private static void sealAnew(SecretResolution resolution) {
    try {
      int count = resolution.sealAnew();
      if (count > 0) LOG.info("{} secret values are sealed with the newest master key now.", count);
    } catch (UnopenedSecretException keyMissing) {
      LOG.error("Secret values were not sealed anew: {}", keyMissing.getMessage());
    }
  }

  @Bean
  AutopilotController autopilotController(
      CommandGate gate, DeploymentCommands deployments, CommandExchange exchange) {
    return new AutopilotController(
        new AutopilotCommands(gate, plain(new PolicyKind()), deployments), exchange);
  }

  @Bean
  NamespaceSweep namespaceSweep(
      CommandGate gate,
      NamespaceCommands namespaces,
      DeploymentCommands deployments,
      TargetCommands targets,
      DefaultsCommands defaults,
      SecretCommands secrets,
      TokenCommands tokens,
      SessionCommands sessions,
      InstantSource clock) {
    return new NamespaceSweep(
        new NamespaceRemoval(
            gate,
            names,
            new NamespaceRemoval.Commands(
                namespaces, deployments, targets, defaults, secrets, tokens, sessions),
            ArtifactWiring.storage(settings, clock)));
  }
}

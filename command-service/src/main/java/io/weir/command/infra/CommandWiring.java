package io.weir.command.infra;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.weir.appmanager.server.ProblemValve;
import io.weir.command.api.Answers;
import io.weir.command.api.CommandExchange;
import io.weir.command.api.DeploymentActionsController;
import io.weir.command.api.DeploymentsController;
import io.weir.command.api.HealthController;
import io.weir.command.api.InternalController;
import io.weir.command.api.Namespaces;
import io.weir.command.api.ProblemAdvice;
import io.weir.command.api.ReadModels;
import io.weir.command.api.RequestHeaders;
import io.weir.command.api.SavepointsController;
import io.weir.command.body.DeploymentBodies;
import io.weir.command.body.SpecLayers;
import io.weir.command.deployment.BackOff;
import io.weir.command.deployment.PlatformSettings;
import io.weir.command.deployment.SessionClusters;
import io.weir.command.gate.CommandGate;
import io.weir.command.gate.DeploymentBus;
import io.weir.command.gate.DeploymentCommands;
import io.weir.command.gate.ForkCommands;
import io.weir.command.gate.RollbackCommands;
import io.weir.command.gate.SavepointCommands;
import io.weir.command.gate.SavepointPolicies;
import io.weir.command.gate.SessionReports;
import io.weir.command.gate.StoredSessionClusters;
import io.weir.command.intake.ReportIntake;
import io.weir.command.plain.Address;
import io.weir.command.store.DomainEventStorage;
import io.weir.command.store.GroupCommit;
import io.weir.command.store.GroupTransaction;
import io.weir.command.store.IdempotentRequests;
import io.weir.command.store.PolicyLooks;
import io.weir.command.store.ResourceNames;
import io.weir.command.store.ResourceReferences;
import io.weir.command.store.SavepointIndex;
import io.weir.command.store.StoreChecks;
import io.weir.command.store.StoreSchema;
import io.weir.command.store.StoreTransactions;
import io.weir.command.store.StoreUnavailableException;
import io.weir.command.store.StoredAggregates;
import io.weir.command.store.StoredDeployments;
import io.weir.events.AggregateKind;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** The command service, put together. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ArtifactWiring.class, KindsWiring.class, PlatformWiring.class, SessionWiring.class})
public class CommandWiring {
  @Bean
  CommandSettings settings(Environment environment) {
    return Binder.get(environment).bindOrCreate("weir", CommandSettings.class);
  }

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  TimeOrderedIds ids(InstantSource clock) {
    return new TimeOrderedIds(clock);
  }

  @Bean
  PlatformSettings platform(CommandSettings settings) {
    CommandSettings.Deadline deadline = settings.deadline();
    CommandSettings.Removal removal = settings.removal();
    return new PlatformSettings(
        new PlatformSettings.Deadlines(
            deadline.start(), deadline.savepoint(), deadline.stop(), deadline.teardown()),
        new BackOff(removal.firstPause(), removal.longestPause()),
        settings.storage().base(),
        FlinkCatalogue.of(settings.flink()),
        settings.artifacts().schemes(),
        LoggingProfiles.of(settings.loggingProfiles()));
  }

  @Bean
  PrometheusMeterRegistry metrics() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    return registry;
  }

  @Bean
  HikariDataSource commandPool(
      Environment environment, CommandSettings settings, PrometheusMeterRegistry metrics) {
    HikariDataSource pool = Databases.commands(environment, settings.pool());
    pool.setMetricRegistry(metrics);
    return pool;
  }

  @Bean
  HikariDataSource groupPool(
      Environment environment, CommandSettings settings, PrometheusMeterRegistry metrics) {
    HikariDataSource pool = Databases.groups(environment, settings.pool());
    pool.setMetricRegistry(metrics);
    return pool;
  }

  @Bean
  HikariDataSource logPool(Environment environment) {
    return Databases.log(environment);
  }

  /** Nothing gets hold of the store before its schema is there and its promises are checked. */
  @Bean
  StoreTransactions transactions(
      HikariDataSource commandPool, HikariDataSource logPool, CommandSettings settings) {
    StoreSchema.migrate(logPool, Databases.SCHEMA);
    StoreTransactions transactions =
        new StoreTransactions(commandPool, settings.cachedDeployments());
    StoreChecks.require(transactions);
    return transactions;
  }

  @Bean
  IdempotentRequests requests(StoreTransactions transactions) {
    return new IdempotentRequests(transactions);
  }

  @Bean
  KeyPruning pruning(
      StoreTransactions transactions, IdempotentRequests requests, InstantSource clock) {
    return new KeyPruning(transactions, requests, clock);
  }

  @Bean
  DomainEventStorage storage(StoreTransactions transactions) {
    return new DomainEventStorage(transactions);
  }

  @Bean
  PolicyLooks policyLooks(StoreTransactions transactions) {
    return new PolicyLooks(transactions);
  }

  @Bean
  DeploymentBus bus(DomainEventStorage storage, PolicyLooks looks) {
    return new DeploymentBus(storage, looks);
  }

  @Bean
  SavepointPolicies savepointPolicies(
      CommandGate gate,
      DeploymentBus bus,
      SavepointCommands savepoints,
      StoredDeployments stored,
      PolicyLooks looks,
      StoreTransactions transactions) {
    return new SavepointPolicies(gate, bus, savepoints, stored, looks, transactions);
  }

  @Bean
  PolicyLoop policyLoop(SavepointPolicies policies, InstantSource clock, CommandSettings settings) {
    return new PolicyLoop(policies, clock, settings.policies().lookEvery());
  }

  @Bean
  StoredDeployments stored(DomainEventStorage storage) {
    return new StoredDeployments(storage);
  }

  @Bean
  SavepointIndex savepointIndex(StoreTransactions transactions) {
    return new SavepointIndex(transactions);
  }

  @Bean
  GroupCommit groups(
      HikariDataSource groupPool, HikariDataSource commandPool, StoreTransactions transactions) {
    return new GroupCommit(new GroupTransaction(groupPool, commandPool), transactions);
  }

  @Bean
  CommandGate gate(
      StoreTransactions transactions,
      GroupCommit groups,
      IdempotentRequests requests,
      DomainEventStorage storage,
      PlatformSettings platform,
      InstantSource clock,
      TimeOrderedIds ids,
      CommandSettings settings) {
    return new CommandGate(
        transactions,
        groups,
        requests,
        storage,
        platform,
        sessionClusters(transactions, storage, platform),
        clock,
        ids,
        () -> ThreadLocalRandom.current().nextDouble(),
        settings.kafka().partitions());
  }

  @Bean
  DeploymentCommands deployments(
      CommandGate gate,
      DeploymentBus bus,
      StoredDeployments stored,
      StoreTransactions transactions,
      SpecLayers layers) {
    return new DeploymentCommands(
        gate,
        bus,
        new DeploymentBodies(layers),
        new ResourceNames(transactions),
        new ResourceReferences(transactions),
        stored);
  }

  @Bean
  ReportIntake intake(
      DeploymentBus bus,
      DeploymentCommands deployments,
      DomainEventStorage storage,
      StoreTransactions transactions,
      PlatformSettings platform,
      InstantSource clock,
      PrometheusMeterRegistry metrics) {
    return new ReportIntake(
        bus,
        deployments,
        new SessionReports(new StoredAggregates(storage)),
        transactions,
        platform,
        sessionClusters(transactions, storage, platform),
        clock,
        () -> ThreadLocalRandom.current().nextDouble(),
        metrics);
  }

  private static SessionClusters sessionClusters(
      StoreTransactions transactions, DomainEventStorage storage, PlatformSettings platform) {
    return new StoredSessionClusters(
        new ResourceNames(transactions), new StoredAggregates(storage), platform);
  }

  @Bean
  LogLifecycle log(
      CommandSettings settings,
      HikariDataSource logPool,
      ReportIntake intake,
      PrometheusMeterRegistry metrics) {
    return new LogLifecycle(
        settings.kafka(), logPool, intake, metrics, "command-service-" + UUID.randomUUID());
  }

  @Bean
  RequestHeaders requestHeaders(CommandSettings settings, TimeOrderedIds ids) {
    return new RequestHeaders(settings.trustActorHeader(), ids);
  }

  @Bean
  Answers answers(CommandSettings settings) {
    return new Answers(
        new ReadModels(settings.projection().url(), settings.projection().maxWait()));
  }

  @Bean
  CommandExchange commandExchange(RequestHeaders headers, Answers answers, Namespaces namespaces) {
    return new CommandExchange(headers, answers, namespaces);
  }

  @Bean
  DeploymentsController deploymentsController(
      DeploymentCommands deployments, CommandExchange exchange) {
    return new DeploymentsController(deployments, exchange);
  }

  @Bean
  DeploymentActionsController deploymentActionsController(
      CommandGate gate,
      DeploymentBus bus,
      DeploymentCommands deployments,
      StoredDeployments stored,
      SavepointIndex savepoints,
      CommandExchange exchange) {
    return new DeploymentActionsController(
        deployments,
        new ForkCommands(gate, bus, deployments, stored, savepoints),
        new RollbackCommands(gate, bus, deployments, stored),
        exchange);
  }

  @Bean
  SavepointCommands savepointCommands(
      CommandGate gate,
      DeploymentBus bus,
      DeploymentCommands deployments,
      StoredDeployments stored,
      SavepointIndex savepoints) {
    return new SavepointCommands(gate, bus, deployments, savepoints, stored);
  }

  @Bean
  SavepointsController savepointsController(SavepointCommands commands, CommandExchange exchange) {
    return new SavepointsController(commands, exchange);
  }

  @Bean
  InternalController internalController(DeploymentCommands deployments) {
    return new InternalController(deployments);
  }

  @Bean
  ProblemAdvice problems(InstantSource clock) {
    return new ProblemAdvice(clock);
  }

  /** The innermost valve reports first, and this one comes after Boot's own. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTheServer(
      InstantSource clock) {
    return factory ->
        factory.addContextCustomizers(context -> ProblemValve.install(context.getParent(), clock));
  }

  @Bean
  HealthController health(
      PrometheusMeterRegistry metrics, StoreTransactions transactions, LogLifecycle log) {
    return new HealthController(metrics, () -> unready(transactions).or(log::fault));
  }

  private static Optional<String> unready(StoreTransactions transactions) {
    try {
      transactions.inTransaction(
          () ->
              new ResourceNames(transactions).find(AggregateKind.DEPLOYMENT, new Address("", "")));
      return Optional.empty();
    } catch (StoreUnavailableException unavailable) {
      return Optional.of("the event store does not answer");
    }
  }
}

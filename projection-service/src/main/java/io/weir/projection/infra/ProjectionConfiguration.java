package io.weir.projection.infra;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.weir.appmanager.server.ProblemValve;
import io.weir.projection.api.AllowedActions;
import io.weir.projection.api.NamespaceCheck;
import io.weir.projection.api.PositionWait;
import io.weir.projection.api.ReadTransaction;
import io.weir.projection.api.ResourceUsage;
import io.weir.projection.api.SystemInformation;
import io.weir.projection.audit.AuditQueries;
import io.weir.projection.defaults.DefaultsQueries;
import io.weir.projection.deployments.DeploymentQueries;
import io.weir.projection.jobs.JobQueries;
import io.weir.projection.model.LiveModel;
import io.weir.projection.model.ModelReaders;
import io.weir.projection.model.ModelReaders.ReaderOptions;
import io.weir.projection.model.Positions;
import io.weir.projection.rebuild.Rebuild;
import io.weir.projection.rebuild.Rebuilds;
import io.weir.projection.savepoints.KeptDataQueries;
import io.weir.projection.savepoints.SavepointQueries;
import io.weir.projection.timeline.TimelineQueries;
import io.weir.projection.usage.UsageQueries;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Wires the service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProjectionSettings.class)
class ProjectionConfiguration {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** The innermost valve reports first, and this one comes after Boot's own. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTheServer(Clock clock) {
    return factory ->
        factory.addContextCustomizers(context -> ProblemValve.install(context.getParent(), clock));
  }

  @Bean
  ReaderTables readerTables() {
    return new ReaderTables();
  }

  @Bean(destroyMethod = "close")
  PrometheusMeterRegistry meterRegistry() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  @Bean
  Positions positions(DataSource source) {
    return new Positions(source);
  }

  @Bean
  ModelReaders modelReaders(
      DataSource source,
      ProjectionSettings settings,
      @Value("${weir.kafka.bootstrap-servers}") String bootstrapServers,
      @Value("${server.port:8080}") int port,
      MeterRegistry registry)
      throws UnknownHostException {
    return new ModelReaders(
        source,
        new ReaderOptions(
            settings.owner().isBlank() ? owner(port) : settings.owner(),
            bootstrapServers,
            settings.topic(),
            settings.partitions(),
            settings.batch(),
            settings.cachedDeployments(),
            settings.lease(),
            settings.pollWait()),
        registry);
  }

  /** The same after a restart where the port is fixed, so that nobody waits for the old lease. */
  private static String owner(int port) throws UnknownHostException {
    String host = InetAddress.getLocalHost().getHostName();
    return host + ":" + (port > 0 ? port : "pid-" + ProcessHandle.current().pid());
  }

  @Bean
  LiveModel liveModel(
      DataSource source,
      ModelReaders readers,
      Positions positions,
      ProjectionSettings settings,
      Clock clock,
      MeterRegistry registry) {
    LiveModel live =
        new LiveModel(
            source,
            readers,
            ModelReaders.both(positions, new Measures(clock, registry)),
            settings.threads());
    Measures.countBlocked(registry, source, live);
    return live;
  }

  @Bean
  LiveModelRunner liveModelRunner(LiveModel live, ProjectionSettings settings) {
    return new LiveModelRunner(live, settings.live());
  }

  @Bean
  Rebuilds rebuilds(
      DataSource source, ModelReaders readers, LiveModel live, ProjectionSettings settings) {
    return new Rebuilds(
        new Rebuild(source, readers, settings.rebuildThreads(), settings.rebuildStall()),
        () -> {
          if (settings.live()) follow(live);
        });
  }

  /** At once, for the reads of this process; the runner would find it a second later. */
  private static void follow(LiveModel live) {
    try {
      live.follow();
    } catch (SQLException unanswered) {
      throw new IllegalStateException("Expected to follow the new generation", unanswered);
    }
  }

  @Bean
  ReadTransaction readTransaction(PlatformTransactionManager transactions) {
    return new ReadTransaction(transactions);
  }

  @Bean
  DeploymentQueries deploymentQueries(JdbcClient jdbc) {
    return new DeploymentQueries(jdbc);
  }

  @Bean
  JobQueries jobQueries(JdbcClient jdbc) {
    return new JobQueries(jdbc);
  }

  @Bean
  SavepointQueries savepointQueries(JdbcClient jdbc) {
    return new SavepointQueries(jdbc);
  }

  @Bean
  KeptDataQueries keptDataQueries(JdbcClient jdbc) {
    return new KeptDataQueries(jdbc);
  }

  @Bean
  DefaultsQueries defaultsQueries(JdbcClient jdbc) {
    return new DefaultsQueries(jdbc);
  }

  @Bean
  TimelineQueries timelineQueries(JdbcClient jdbc) {
    return new TimelineQueries(jdbc);
  }

  @Bean
  AuditQueries auditQueries(JdbcClient jdbc) {
    return new AuditQueries(jdbc);
  }

  @Bean
  SystemInformation systemInformation(ProjectionSettings settings) {
    return SystemInformation.of(
        ManagementFactory.getRuntimeMXBean().getVmVersion(),
        BuildFacts.read(settings.compatibleVersion()));
  }

  @Bean
  UsageQueries usageQueries(JdbcClient jdbc) {
    return new UsageQueries(jdbc);
  }

  @Bean
  AllowedActions allowedActions(ProjectionSettings settings) {
    return new AllowedActions(
        Optional.of(settings.commandUri()).filter(uri -> !uri.isBlank()).map(URI::create));
  }

  @Bean
  ResourceUsage resourceUsage(ProjectionSettings settings) {
    return new ResourceUsage(settings.resourceUsage());
  }

  @Bean
  WebMvcConfigurer checksOfRequests(
      Positions positions, ProjectionSettings settings, JdbcClient jdbc) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry
            .addInterceptor(new PositionWait(positions, settings.minPositionWait()))
            .addPathPatterns("/api/**", "/namespaces/**", "/apitokens/**", "/autopilot/**");
        registry
            .addInterceptor(new NamespaceCheck(jdbc))
            .addPathPatterns("/api/**", "/apitokens/**", "/autopilot/**");
      }
    };
  }
}

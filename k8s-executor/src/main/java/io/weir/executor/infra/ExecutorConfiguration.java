package io.weir.executor.infra;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.weir.executor.deployment.DeploymentLoop;
import io.weir.executor.deployment.SessionLoop;
import io.weir.executor.deployment.act.Actor;
import io.weir.executor.deployment.act.Submissions;
import io.weir.executor.deployment.observe.JobManagers;
import io.weir.executor.deployment.observe.Observer;
import io.weir.executor.deployment.observe.SessionJobObserver;
import io.weir.executor.deployment.observe.SessionObserver;
import io.weir.executor.deployment.report.KafkaReports;
import io.weir.executor.deployment.report.Reporter;
import io.weir.executor.deployment.report.Reports;
import io.weir.executor.flink.FileHaStorage;
import io.weir.executor.flink.FileJobResults;
import io.weir.executor.flink.FileRemoval;
import io.weir.executor.flink.FileStorage;
import io.weir.executor.flink.FlinkClusters;
import io.weir.executor.flink.FlinkJars;
import io.weir.executor.flink.FlinkJobs;
import io.weir.executor.flink.RestFlinkJobs;
import io.weir.executor.flink.StateRemoval;
import io.weir.executor.intake.Desires;
import io.weir.executor.intake.EventFollower;
import io.weir.executor.kube.FabricObjects;
import io.weir.executor.program.FetchedPrograms;
import io.weir.executor.runtime.BackOff;
import io.weir.executor.runtime.Lane;
import io.weir.executor.runtime.WorkQueue;
import io.weir.executor.runtime.Workers;
import io.weir.executor.secrets.SecretValues;
import io.weir.executor.ui.FlinkUi;
import java.io.File;
import java.time.Clock;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the executor together; reading from top to bottom is the way of an intent. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExecutorSettings.class)
class ExecutorConfiguration {
  @Bean
  InstantSource clock() {
    return Clock.systemUTC();
  }

  @Bean
  PrometheusMeterRegistry metrics() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  @Bean
  WorkQueue<UUID> queue(MeterRegistry metrics) {
    WorkQueue<UUID> queue = new WorkQueue<>();
    metrics.gauge("weir.executor.queue.size", queue, WorkQueue::size);
    return queue;
  }

  @Bean
  Desires desires(WorkQueue<UUID> queue, InstantSource clock, MeterRegistry metrics) {
    Desires desires =
        new Desires(
            (deployment, wish) ->
                queue.add(deployment, wish ? Lane.WISH : Lane.ROUTINE, clock.instant()));
    metrics.gauge("weir.executor.deployments.blocked", desires, each -> each.blocked().size());
    metrics.gauge("weir.executor.log.read", desires, each -> each.isCaughtUp() ? 1 : 0);
    return desires;
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  EventFollower events(ExecutorSettings settings, Desires desires) {
    return new EventFollower(
        settings.kafka().bootstrapServers(), settings.kafka().eventsTopic(), desires);
  }

  @Bean(destroyMethod = "close")
  KubernetesClient kubernetes(ExecutorSettings settings) {
    ExecutorSettings.Kubernetes given = settings.kubernetes();
    Config config =
        given
            .kubeconfig()
            .map(file -> Config.fromKubeconfig(given.context().orElse(null), new File(file)))
            .orElseGet(() -> Config.autoConfigure(given.context().orElse(null)));
    Config tuned =
        new ConfigBuilder(config)
            .withRequestTimeout((int) given.requestTimeout().toMillis())
            .withConnectionTimeout(3_000)
            // The queue backs off per deployment; waiting here would hold a worker.
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder().withConfig(tuned).build();
  }

  @Bean(destroyMethod = "close")
  FabricObjects objects(KubernetesClient client, WorkQueue<UUID> queue, InstantSource clock) {
    return new FabricObjects(
        client, deployment -> queue.add(deployment, Lane.ROUTINE, clock.instant()));
  }

  @Bean
  RestFlinkJobs flink(ExecutorSettings settings) {
    return new RestFlinkJobs(RestFlinkJobs.client(), settings.executor().flinkTimeout());
  }

  @Bean
  SecretValues secrets(ExecutorSettings settings) {
    return settings.command().secrets(RestFlinkJobs.client());
  }

  @Bean
  Observer observer(
      FabricObjects objects, FlinkJobs flink, ExecutorSettings settings, InstantSource clock) {
    return new Observer(
        objects,
        flink,
        new FileStorage(),
        new FileJobResults(),
        new FileHaStorage(),
        settings.flink().render(),
        settings.executor().jobManagerAddress(),
        clock);
  }

  @Bean(destroyMethod = "close")
  ExecutorService submitting() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("submission-", 0).factory());
  }

  @Bean
  Submissions submissions(
      FlinkJars flink,
      SecretValues secrets,
      ExecutorService submitting,
      ExecutorSettings settings,
      InstantSource clock) {
    ExecutorSettings.Own own = settings.executor();
    return new Submissions(
        flink,
        new FetchedPrograms(FetchedPrograms.client(), own.programTimeout(), own.localPrograms()),
        secrets,
        submitting,
        clock);
  }

  @Bean
  SessionJobObserver sessionJobObserver(
      FabricObjects objects,
      RestFlinkJobs flink,
      Desires desires,
      Submissions submissions,
      ExecutorSettings settings,
      InstantSource clock) {
    return new SessionJobObserver(
        objects,
        flink,
        flink,
        new FileStorage(),
        settings.flink().render(),
        settings.executor().jobManagerAddress(),
        desires::place,
        submissions,
        clock);
  }

  @Bean(destroyMethod = "close")
  KafkaReports reports(ExecutorSettings settings) {
    return new KafkaReports(
        settings.kafka().bootstrapServers(), settings.kafka().transitionsTopic());
  }

  @Bean
  Actor actor(
      FabricObjects objects,
      FlinkJobs flink,
      Submissions submissions,
      StateRemoval removal,
      Reports reports,
      SecretValues secrets,
      ExecutorSettings settings,
      InstantSource clock) {
    return new Actor(
        objects,
        flink,
        submissions,
        removal,
        new FileHaStorage(),
        new Reporter(reports, settings.executor().name()),
        secrets,
        settings.flink().render(),
        clock);
  }

  @Bean
  StateRemoval removal() {
    return new FileRemoval();
  }

  @Bean
  Narrator narrator(MeterRegistry metrics) {
    return new Narrator(metrics);
  }

  @Bean
  DeploymentLoop loop(
      Desires desires,
      Observer observer,
      SessionJobObserver sessionJobs,
      Actor actor,
      StateRemoval removal,
      ExecutorSettings settings,
      InstantSource clock,
      Narrator narrator) {
    return new DeploymentLoop(
        desires::of,
        observer,
        sessionJobs,
        actor,
        removal,
        settings.executor().pace(),
        clock,
        narrator::decided);
  }

  @Bean
  SessionLoop sessionLoop(
      Desires desires,
      FabricObjects objects,
      FlinkClusters flink,
      Actor actor,
      ExecutorSettings settings,
      InstantSource clock,
      Narrator narrator) {
    return new SessionLoop(
        desires::session,
        new SessionObserver(
            objects,
            flink,
            new FileHaStorage(),
            settings.flink().render(),
            settings.executor().jobManagerAddress(),
            desires::givenUp,
            clock),
        actor,
        settings.executor().pace(),
        narrator::decided);
  }

  @Bean(destroyMethod = "close")
  Workers<UUID> workers(
      WorkQueue<UUID> queue,
      DeploymentLoop loop,
      SessionLoop sessions,
      Narrator narrator,
      ExecutorSettings settings,
      InstantSource clock) {
    Workers<UUID> workers =
        new Workers<>(
            queue,
            id -> sessions.pass(id).or(() -> loop.pass(id)),
            narrator::failed,
            BackOff.DEFAULT,
            RandomGenerator.getDefault(),
            clock);
    workers.start(settings.executor().workers());
    return workers;
  }

  @Bean(destroyMethod = "close")
  StatusServer status(
      @Value("${server.address:127.0.0.1}") String address,
      @Value("${server.port:8083}") int port,
      Desires desires,
      PrometheusMeterRegistry metrics,
      FlinkUi flinkUi) {
    return StatusServer.start(address, port, desires::isCaughtUp, metrics::scrape, flinkUi);
  }

  @Bean
  FlinkUi flinkUi(
      Desires desires, FabricObjects objects, ExecutorSettings settings, InstantSource clock) {
    JobManagers jobManagers =
        new JobManagers(
            objects,
            settings.flink().render(),
            settings.executor().jobManagerAddress(),
            desires::place);
    return new FlinkUi(
        desires::job, jobManagers::of, RestFlinkJobs.client(), clock, FlinkUi.Limits.DEFAULT);
  }

  @Bean
  StdinWatch stdin(ExecutorSettings settings) {
    return new StdinWatch(settings.untilStdinCloses());
  }
}

package io.weir.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.weir.cluster.LocalCluster;
import io.weir.cluster.Settings;
import io.weir.cluster.kubelet.KubeletPolicy;
import io.weir.embedded.junit.BrokerExtension;
import io.weir.events.deployment.ClusterRemoved;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobStarted;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.RestoreDecision;
import io.weir.events.deployment.RestorePoint;
import io.weir.events.deployment.RestoreRule;
import io.weir.events.deployment.SavepointCompleted;
import io.weir.events.deployment.SavepointEffect;
import io.weir.events.deployment.SavepointOrigin;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.deployment.StopMode;
import io.weir.events.report.JobEnded;
import io.weir.events.spec.Artifact;
import io.weir.events.wire.WireJson;
import io.weir.executor.deployment.render.Labels;
import io.weir.executor.flink.Answer;
import io.weir.executor.flink.FlinkJobs;
import io.weir.executor.flink.RestFlinkJobs;
import io.weir.executor.testing.Intents;
import io.weir.executor.testing.LogTopics;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Flink's other lines, each started for real: what the executor renders, run by the local cluster,
 * and what it asks Flink's REST API. Only with profile {@code lines}, since their jars are
 * downloaded: see local-cluster/README.md. What was seen is in docs/fields.md, "Lines of Flink".
 */
@EnabledIfSystemProperty(named = "weir.lines", matches = "true")
class FlinkLinesTest {
  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();
  @TempDir static Path directory;

  private static final Path MODULES = Path.of("..").toAbsolutePath().normalize();
  private static LocalCluster cluster;
  private static LogTopics log;
  private static ConfigurableApplicationContext executor;

  @BeforeAll
  static void start() throws Exception {
    String events = BROKER.freshTopic(8);
    String transitions = BROKER.freshTopic(8);
    cluster =
        LocalCluster.start(
            new Settings(
                directory.resolve("cluster"),
                MODULES.resolve("k8s-executor/target/archives"),
                0,
                MODULES.resolve("local-cluster/images/lines.yaml"),
                KubeletPolicy.withBackOff(Duration.ofMillis(500)),
                false));
    log = new LogTopics(BROKER.bootstrapServers(), events, transitions);
    executor =
        SpringApplication.run(
            Executor.class,
            "--server.port=0",
            "--weir.kafka.bootstrap-servers=" + BROKER.bootstrapServers(),
            "--weir.kafka.events-topic=" + events,
            "--weir.kafka.transitions-topic=" + transitions,
            "--weir.kubernetes.kubeconfig=" + directory.resolve("cluster/kubeconfig"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (executor != null) executor.close();
    if (log != null) log.close();
    if (cluster != null) cluster.closeWithPods();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.14", "1.12", "1.11", "2.1", "2.0", "1.8"})
  void startsTakesASavepointStopsWithOneAndGoesOnFromIt(String line) throws Exception {
    UUID deployment = UUID.randomUUID();
    JobRequested first = request(deployment, line, Intents.emptyState());
    log.append(first);
    awaitEvent(deployment, JobStarted.class, 1);
    assertThat(versionThatRuns(first)).startsWith(line + ".");

    log.append(savepoint(first, SavepointEffect.KEEP_RUNNING));
    SavepointCompleted kept = awaitEvent(deployment, SavepointCompleted.class, 1);
    assertThat(Path.of(URI.create(kept.location())).resolve("_metadata")).exists();

    log.append(savepoint(first, SavepointEffect.STOP));
    SavepointCompleted stopped = awaitEvent(deployment, SavepointCompleted.class, 2);
    awaitEvent(deployment, ClusterRemoved.class, 1);

    JobRequested second = request(deployment, line, from(stopped));
    log.append(second);
    assertThat(awaitEvent(deployment, JobStarted.class, 2).restoredFrom())
        .contains(stopped.location());

    log.append(cancel(second));
    awaitEvent(deployment, ClusterRemoved.class, 2);
    List<FinalStatus> ends =
        log.reports(deployment).stream()
            .filter(sent -> sent.report() instanceof JobEnded)
            .map(sent -> ((JobEnded) sent.report()).finalStatus())
            .distinct()
            .toList();
    // A JobManager of these lines ends with its job, perhaps before it was asked.
    if (isOld(line))
      assertThat(ends).isSubsetOf(FinalStatus.FINISHED, FinalStatus.CANCELED, FinalStatus.UNKNOWN);
    else assertThat(ends).containsExactly(FinalStatus.FINISHED, FinalStatus.CANCELED);
  }

  /** The job's id is given from 1.8 on; before, it is all zeros. */
  @Test
  void theJobOfLine1_7RunsUnderAnIdThatCannotBeGiven() throws Exception {
    UUID deployment = UUID.randomUUID();
    JobRequested job = request(deployment, "1.7", Intents.emptyState());
    log.append(job);
    FlinkJobs flink = new RestFlinkJobs(RestFlinkJobs.client(), Duration.ofSeconds(5));
    await("the job runs")
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptions()
        .until(
            () ->
                flink
                    .job(rest(job), new UUID(0, 0))
                    .given()
                    .filter(FlinkJobs.Summary::tasksRunning)
                    .isPresent());

    assertThat(versionThatRuns(job)).startsWith("1.7.");
    assertThat(flink.job(rest(job), job.jobId())).isInstanceOf(Answer.NotFound.class);
    log.append(cancel(job));
    awaitEvent(deployment, ClusterRemoved.class, 1);
  }

  private static String versionThatRuns(JobRequested job) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(rest(job).resolve("/config")).build();
    return WireJson.mapper()
        .readTree(RestFlinkJobs.client().send(request, HttpResponse.BodyHandlers.ofString()).body())
        .path("flink-version")
        .asString();
  }

  private static URI rest(JobRequested job) {
    try (KubernetesClient kubernetes =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(directory.resolve("cluster/kubeconfig").toFile()))
            .build()) {
      return kubernetes
          .pods()
          .inNamespace("default")
          .withLabel(Labels.JOB_ID, job.jobId().toString())
          .withLabel(Labels.COMPONENT, Labels.JOB_MANAGER)
          .list()
          .getItems()
          .stream()
          .map(pod -> URI.create("http://%s:8081".formatted(pod.getStatus().getPodIP())))
          .findFirst()
          .orElseThrow();
    }
  }

  private static <T extends DeploymentEvent> T awaitEvent(
      UUID deployment, Class<T> type, int count) {
    await(count + " × " + type.getSimpleName())
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .conditionEvaluationListener(
            condition -> {
              if (condition.getRemainingTimeInMS() < 500) System.err.println(log.log(deployment));
            })
        .until(() -> all(deployment, type).size() >= count);
    return all(deployment, type).get(count - 1);
  }

  private static <T extends DeploymentEvent> List<T> all(UUID deployment, Class<T> type) {
    return log.log(deployment).stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Old lines have the example of their own distribution; Weir's needs what they have not. */
  private static Path program(String line) {
    return MODULES.resolve(
        isOld(line)
            ? "local-cluster/target/images/flink-%s/examples/streaming/TopSpeedWindowing.jar"
                .formatted(line.equals("1.7") ? "1.7.2" : line + ".0")
            : "local-cluster/test-job/target/test-job.jar");
  }

  private static boolean isOld(String line) {
    return line.startsWith("1.");
  }

  private static JobRequested request(UUID deployment, String line, RestoreDecision restore) {
    UUID job = UUID.randomUUID();
    Artifact artifact =
        new Artifact(
            Artifact.Kind.JAR,
            Optional.of(program(line).toUri().toString()),
            Optional.of(
                isOld(line)
                    ? "org.apache.flink.streaming.examples.windowing.TopSpeedWindowing"
                    : "io.weir.cluster.testjob.CountingJob"),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.of(line),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Map<String, String> options =
        Map.of(
            "execution.checkpointing.interval",
            "1s",
            "execution.checkpointing.dir",
            directory.resolve("checkpoints").resolve(job.toString()).toUri().toString());
    return Intents.aJob(
        deployment,
        job,
        Instant.now(),
        spec ->
            Intents.withVersion(
                Intents.withConfiguration(Intents.withArtifact(spec, artifact), options),
                line,
                Optional.empty()),
        restore);
  }

  private static SavepointRequested savepoint(JobRequested job, SavepointEffect effect) {
    UUID id = UUID.randomUUID();
    return Intents.aSavepoint(
        job.deploymentId(),
        job.jobId(),
        id,
        directory.resolve("savepoints").resolve(id.toString()).toUri().toString(),
        effect,
        Instant.now());
  }

  private static JobStopRequested cancel(JobRequested job) {
    return new JobStopRequested(
        job.deploymentId(),
        Intents.TRANSITION,
        job.jobId(),
        StopMode.CANCEL,
        Optional.empty(),
        Instant.now().plusSeconds(60));
  }

  private static RestoreDecision from(SavepointCompleted savepoint) {
    return new RestoreDecision(
        Optional.of(
            new RestorePoint(
                savepoint.savepointId(),
                savepoint.location(),
                SavepointOrigin.SUSPEND,
                savepoint.completedAt(),
                Duration.ZERO,
                Optional.empty())),
        RestoreRule.LATEST_STATE,
        List.of(),
        false,
        "From the savepoint.");
  }
}

package io.weir.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.weir.cluster.LocalCluster;
import io.weir.cluster.Settings;
import io.weir.cluster.kubelet.KubeletPolicy;
import io.weir.embedded.junit.BrokerExtension;
import io.weir.events.deployment.ClusterRemoved;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobStarted;
import io.weir.events.deployment.RestoreDecision;
import io.weir.events.deployment.SavepointCompleted;
import io.weir.events.deployment.SavepointEffect;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.report.JobEnded;
import io.weir.events.report.RetainedCheckpoint;
import io.weir.events.spec.Artifact;
import io.weir.events.wire.WireJson;
import io.weir.executor.deployment.decide.Why;
import io.weir.executor.deployment.render.Labels;
import io.weir.executor.flink.RestFlinkJobs;
import io.weir.executor.testing.Intents;
import io.weir.executor.testing.LogTopics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
  private static String[] settings;
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
    settings =
        new String[] {
          "--server.port=0",
          "--weir.kafka.bootstrap-servers=" + BROKER.bootstrapServers(),
          "--weir.kafka.events-topic=" + events,
          "--weir.kafka.transitions-topic=" + transitions,
          "--weir.kubernetes.kubeconfig=" + directory.resolve("cluster/kubeconfig")
        };
    executor = SpringApplication.run(Executor.class, settings);
  }

  @AfterAll
  static void stop() throws Exception {
    if (executor != null) executor.close();
    if (log != null) log.close();
    if (cluster != null) cluster.closeWithPods();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.14", "1.12", "1.11", "2.1", "2.0", "1.8", "1.7"})
  void startsTakesASavepointStopsWithOneAndGoesOnFromIt(String line) throws Exception {
    UUID deployment = UUID.randomUUID();
    JobRequested first = request(deployment, line, Intents.emptyState());
    log.append(first);
    log.await(deployment, JobStarted.class, 1);
    assertThat(versionThatRuns(first)).startsWith(line + ".");

    log.append(Intents.aSavepoint(first, savepoints(), SavepointEffect.KEEP_RUNNING));
    SavepointCompleted kept = log.await(deployment, SavepointCompleted.class, 1);
    assertThat(Path.of(URI.create(kept.location())).resolve("_metadata")).exists();

    log.append(Intents.aSavepoint(first, savepoints(), SavepointEffect.STOP));
    SavepointCompleted stopped = log.await(deployment, SavepointCompleted.class, 2);
    log.await(deployment, ClusterRemoved.class, 1);

    JobRequested second = request(deployment, line, Intents.from(stopped));
    log.append(second);
    assertThat(log.await(deployment, JobStarted.class, 2).restoredFrom())
        .contains(stopped.location());

    log.append(Intents.aCancellation(second));
    log.await(deployment, ClusterRemoved.class, 2);
    List<FinalStatus> ends =
        ends(deployment).stream().map(JobEnded::finalStatus).distinct().toList();
    // A JobManager of these lines ends with its job, perhaps before it was asked.
    if (line.equals("1.7")) assertThat(ends).containsExactly(FinalStatus.CANCELED);
    else if (isOld(line))
      assertThat(ends).isSubsetOf(FinalStatus.FINISHED, FinalStatus.CANCELED, FinalStatus.UNKNOWN);
    else assertThat(ends).containsExactly(FinalStatus.FINISHED, FinalStatus.CANCELED);
  }

  /** 1.8 gives triggers ids of its own, and the executor that was told one is gone. */
  @ParameterizedTest
  @EnumSource(
      value = SavepointEffect.class,
      names = {"KEEP_RUNNING", "STOP"})
  void anotherExecutorGoesOnWithTheSavepointThatLine1_8IsWriting(SavepointEffect effect)
      throws Exception {
    UUID deployment = UUID.randomUUID();
    JobRequested job = request(deployment, "1.8", Intents.emptyState());
    log.append(job);
    log.await(deployment, JobStarted.class, 1);

    // As long as its TaskManager stands still, the savepoint is being written.
    long taskManager = process(job, "taskmanager");
    signal("STOP", taskManager);
    SavepointRequested asked = Intents.aSavepoint(job, savepoints(), effect);
    log.append(asked);
    Path own = Path.of(URI.create(asked.targetDirectory()));
    await("Flink has begun").until(() -> Files.exists(own));
    executor.close();
    executor = SpringApplication.run(Executor.class, settings);
    await("the new executor has found it under way")
        .atMost(Duration.ofSeconds(30))
        .until(() -> decided(Why.SAVEPOINT_PENDING) > 0);
    assertThat(decided(Why.SAVEPOINT_NOT_TRIGGERED)).isZero();
    signal("CONT", taskManager);

    SavepointCompleted complete = log.await(deployment, SavepointCompleted.class, 1);
    try (Stream<Path> written = Files.list(own)) {
      assertThat(written).containsExactly(Path.of(URI.create(complete.location())));
    }
    if (effect == SavepointEffect.KEEP_RUNNING) log.append(Intents.aCancellation(job));
    log.await(deployment, ClusterRemoved.class, 1);
  }

  private static double decided(Why why) {
    return executor
        .getBean(MeterRegistry.class)
        .find("weir.executor.decisions")
        .tag("why", why.name())
        .counters()
        .stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private static void signal(String name, long process) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process)).start().waitFor())
        .isZero();
  }

  /**
   * The job's id is given from 1.8 on; before, it is all zeros, also in the paths of checkpoints.
   */
  @Test
  void goesOnFromTheCheckpointOfAJobOfLine1_7WhoseJobManagerDied() throws Exception {
    UUID deployment = UUID.randomUUID();
    JobRequested first = withCheckpoints(deployment, Intents.emptyState());
    log.append(first);
    log.await(deployment, JobStarted.class, 1);
    Path ofTheJob = checkpoints(first.jobId()).resolve("0".repeat(32));
    await("a checkpoint under the id of zeros")
        .atMost(Duration.ofSeconds(60))
        .until(() -> holdsState(ofTheJob));

    // Without a chance to tidy up.
    assertThat(ProcessHandle.of(process(first, "jobmanager")))
        .hasValueSatisfying(process -> assertThat(process.destroyForcibly()).isTrue());
    log.await(deployment, ClusterRemoved.class, 1);
    RetainedCheckpoint kept =
        ends(deployment).stream()
            .flatMap(end -> end.retainedCheckpoint().stream())
            .findFirst()
            .orElseThrow();
    assertThat(Path.of(URI.create(kept.location()))).hasParent(ofTheJob);

    JobRequested second = withCheckpoints(deployment, Intents.from(kept));
    log.append(second);
    assertThat(log.await(deployment, JobStarted.class, 2).restoredFrom()).contains(kept.location());
    assertThat(log.all(deployment, JobStarted.class).getLast().jobId()).isEqualTo(second.jobId());
    log.append(Intents.aCancellation(second));
    log.await(deployment, ClusterRemoved.class, 2);
  }

  /** A process of the job's cluster, as the local cluster has written it down. */
  private static long process(JobRequested job, String component) throws IOException {
    String name = "default_" + job.clusterName() + "-" + component;
    try (Stream<Path> pods = Files.list(directory.resolve("cluster/pods"))) {
      Path pod =
          pods.filter(each -> each.getFileName().toString().startsWith(name))
              .findFirst()
              .orElseThrow();
      Path pid = pod.resolve("containers/flink-main-container/0/pid");
      return Long.parseLong(Files.readString(pid).strip());
    }
  }

  private static boolean holdsState(Path directory) throws IOException {
    if (!Files.exists(directory)) return false;
    try (Stream<Path> files = Files.walk(directory)) {
      return files.anyMatch(each -> each.endsWith("_metadata"));
    }
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

  private static List<JobEnded> ends(UUID deployment) {
    return log.reports(deployment).stream()
        .filter(sent -> sent.report() instanceof JobEnded)
        .map(sent -> (JobEnded) sent.report())
        .toList();
  }

  /** Old lines have the example of their own distribution; Weir's needs what they have not. */
  private static JobRequested request(UUID deployment, String line, RestoreDecision restore) {
    return isOld(line)
        ? request(
            deployment,
            line,
            example(line, "TopSpeedWindowing"),
            "org.apache.flink.streaming.examples.windowing.TopSpeedWindowing",
            restore)
        : request(
            deployment,
            line,
            MODULES.resolve("local-cluster/test-job/target/test-job.jar"),
            "io.weir.cluster.testjob.CountingJob",
            restore);
  }

  /** On 1.7, a program that takes a checkpoint each second. */
  private static JobRequested withCheckpoints(UUID deployment, RestoreDecision restore) {
    return request(
        deployment,
        "1.7",
        example("1.7", "AsyncIO"),
        "org.apache.flink.streaming.examples.async.AsyncIOExample",
        restore);
  }

  private static Path example(String line, String name) {
    return MODULES.resolve(
        "local-cluster/target/images/flink-%s/examples/streaming/%s.jar"
            .formatted(line.equals("1.7") ? "1.7.2" : line + ".0", name));
  }

  private static Path savepoints() {
    return directory.resolve("savepoints");
  }

  private static boolean isOld(String line) {
    return line.startsWith("1.");
  }

  private static Path checkpoints(UUID job) {
    return directory.resolve("checkpoints").resolve(job.toString());
  }

  private static JobRequested request(
      UUID deployment, String line, Path program, String entryClass, RestoreDecision restore) {
    UUID job = UUID.randomUUID();
    Artifact artifact =
        new Artifact(
            Artifact.Kind.JAR,
            Optional.of(program.toUri().toString()),
            Optional.of(entryClass),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.of(line),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    // What lines before 2.0 know: Weir's own default, too.
    Map<String, String> options =
        Map.of(
            "execution.checkpointing.interval",
            "1s",
            "state.checkpoints.dir",
            checkpoints(job).toUri().toString());
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
}

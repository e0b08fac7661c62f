package io.weir.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.weir.cluster.LocalCluster;
import io.weir.cluster.Settings;
import io.weir.cluster.kubelet.KubeletPolicy;
import io.weir.embedded.junit.BrokerExtension;
import io.weir.events.deployment.ClusterRemoved;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.JobFinished;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobRescaleFailed;
import io.weir.events.deployment.JobRescaled;
import io.weir.events.deployment.JobStartFailed;
import io.weir.events.deployment.JobStarted;
import io.weir.events.deployment.JobTerminated;
import io.weir.events.deployment.RescaleRequested;
import io.weir.events.deployment.RestoreDecision;
import io.weir.events.deployment.SavepointCompleted;
import io.weir.events.deployment.SavepointEffect;
import io.weir.events.report.JobEnded;
import io.weir.events.spec.Artifact;
import io.weir.executor.deployment.render.Labels;
import io.weir.executor.flink.Answer;
import io.weir.executor.flink.FlinkJobs;
import io.weir.executor.flink.RestFlinkJobs;
import io.weir.executor.testing.Intents;
import io.weir.executor.testing.LogTopics;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Everything is real but the command side, which the test plays: broker, Kubernetes API, Flink. */
class ExecutorEndToEndTest {
  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();
  @TempDir static Path directory;

  private static final Path MODULES = Path.of("..").toAbsolutePath().normalize();
  private static LocalCluster cluster;
  private static LogTopics log;
  private static ConfigurableApplicationContext executor;
  private static String events;
  private static String transitions;

  @BeforeAll
  static void start() throws Exception {
    events = BROKER.freshTopic(8);
    transitions = BROKER.freshTopic(8);
    cluster =
        LocalCluster.start(
            new Settings(
                directory.resolve("cluster"),
                MODULES.resolve("k8s-executor/target/archives"),
                0,
                MODULES.resolve("local-cluster/images/table.yaml"),
                KubeletPolicy.withBackOff(Duration.ofMillis(500)),
                false));
    log = new LogTopics(BROKER.bootstrapServers(), events, transitions);
    executor = startExecutor();
  }

  private static ConfigurableApplicationContext startExecutor() {
    return SpringApplication.run(
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

  @Test
  void startsTakesASavepointStopsWithOneAndGoesOnFromIt() {
    UUID deployment = UUID.randomUUID();
    JobRequested first = request(deployment, Intents.emptyState());
    log.append(first);
    log.await(deployment, JobStarted.class, 1);
    assertThat(log.log(deployment).stream().map(each -> each.getClass().getSimpleName()))
        .as("every step of the start is a fact, in order")
        .containsExactly(
            "JobRequested",
            "ClusterResourcesApplied",
            "ClusterBecameReady",
            "JobSubmitted",
            "JobStarted");

    log.append(Intents.aSavepoint(first, savepoints(), SavepointEffect.KEEP_RUNNING));
    SavepointCompleted kept = log.await(deployment, SavepointCompleted.class, 1);
    assertThat(Path.of(URI.create(kept.location())).resolve("_metadata")).exists();
    assertThat(kept.sizeBytes()).hasValueSatisfying(size -> assertThat(size).isPositive());

    // The executor is lost between a wish and its end, and another goes on.
    log.append(Intents.aSavepoint(first, savepoints(), SavepointEffect.STOP));
    executor.close();
    executor = startExecutor();
    SavepointCompleted stopped = log.await(deployment, SavepointCompleted.class, 2);
    JobTerminated end = log.await(deployment, JobTerminated.class, 1);
    assertThat(end.finalStatus()).isEqualTo(FinalStatus.FINISHED);
    log.await(deployment, ClusterRemoved.class, 1);

    JobRequested second = request(deployment, Intents.from(stopped));
    log.append(second);
    JobStarted resumed = log.await(deployment, JobStarted.class, 2);
    assertThat(resumed.restoredFrom()).contains(stopped.location());

    await("a checkpoint to be kept")
        .atMost(Duration.ofSeconds(60))
        .until(() -> hasCheckpoint(second));
    log.append(Intents.aCancellation(second));
    log.await(deployment, ClusterRemoved.class, 2);
    assertThat(ends(deployment).getLast().finalStatus()).isEqualTo(FinalStatus.CANCELED);
    assertThat(ends(deployment).getLast().retainedCheckpoint())
        .as("the checkpoint that outlives the cancelled job")
        .hasValueSatisfying(
            kept2 ->
                assertThat(Path.of(URI.create(kept2.location())).resolve("_metadata")).exists());
  }

  /**
   * Flink forgets an ended job's high-availability data; a JobManager that comes back then must not
   * take that for a first start.
   */
  @Test
  void aJobThatHasEndedDoesNotBeginAgainWhenItsJobManagerComesBack() throws Exception {
    UUID deployment = UUID.randomUUID();
    JobRequested job = highlyAvailable(request(deployment, Intents.emptyState()));
    log.append(job);
    log.await(deployment, JobStarted.class, 1);
    await("a checkpoint to be kept").atMost(Duration.ofSeconds(60)).until(() -> hasCheckpoint(job));

    // Nobody sees how the job ends.
    executor.close();
    FlinkJobs flink = new RestFlinkJobs(RestFlinkJobs.client(), Duration.ofSeconds(5));
    try (KubernetesClient kubernetes = kubernetes()) {
      Pod before = jobManagers(kubernetes, job).findFirst().orElseThrow();
      String uid = before.getMetadata().getUid();
      flink.trigger(
          rest(before), job.jobId(), Intents.aSavepoint(job, savepoints(), SavepointEffect.STOP));
      await("the job to have ended")
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  flink
                      .job(rest(before), job.jobId())
                      .given()
                      .filter(summary -> summary.status().equals("FINISHED"))
                      .isPresent());
      await("Flink to forget the job's checkpoints")
          .atMost(Duration.ofSeconds(60))
          .until(() -> !remembersCheckpoints(kubernetes, job) && endIsCommitted(job));
      kubernetes.resource(before).withGracePeriod(0).delete();
      await("a new JobManager that answers, and goes on saying that there is no job")
          .atMost(Duration.ofSeconds(90))
          .during(Duration.ofSeconds(5))
          .until(
              () ->
                  jobManagers(kubernetes, job)
                      .filter(pod -> !pod.getMetadata().getUid().equals(uid))
                      .filter(pod -> pod.getStatus().getPodIP() != null)
                      .anyMatch(
                          pod -> flink.job(rest(pod), job.jobId()) instanceof Answer.NotFound));
    }

    executor = startExecutor();
    // Nobody saw the end, and the JobManager knows nothing of it: Flink wrote it down.
    log.await(deployment, JobFinished.class, 1);
    log.await(deployment, ClusterRemoved.class, 1);
    assertThat(directory.resolve("ha").resolve(job.jobId().toString()))
        .as("what Flink kept for a JobManager that comes back")
        .doesNotExist();
  }

  private static boolean remembersCheckpoints(KubernetesClient kubernetes, JobRequested job) {
    return kubernetes.configMaps().inNamespace("default").list().getItems().stream()
        .filter(map -> map.getMetadata().getName().startsWith(job.clusterName()))
        .filter(map -> map.getData() != null)
        .anyMatch(
            map -> map.getData().keySet().stream().anyMatch(key -> key.startsWith("checkpointID")));
  }

  /** Until then Flink marks what it wrote about the end as dirty. */
  private static boolean endIsCommitted(JobRequested job) throws Exception {
    try (var files = Files.walk(directory.resolve("ha").resolve(job.jobId().toString()))) {
      return files.noneMatch(each -> each.toString().endsWith("_DIRTY.json"));
    }
  }

  private static KubernetesClient kubernetes() {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(directory.resolve("cluster/kubeconfig").toFile()))
        .build();
  }

  private static Stream<Pod> jobManagers(KubernetesClient kubernetes, JobRequested job) {
    return kubernetes
        .pods()
        .inNamespace("default")
        .withLabel(Labels.JOB_ID, job.jobId().toString())
        .withLabel(Labels.COMPONENT, Labels.JOB_MANAGER)
        .list()
        .getItems()
        .stream();
  }

  private static URI rest(Pod pod) {
    return URI.create("http://%s:8081".formatted(pod.getStatus().getPodIP()));
  }

  private static JobRequested highlyAvailable(JobRequested job) {
    Map<String, String> options = new HashMap<>(job.spec().flinkConfiguration());
    options.put("high-availability.type", "kubernetes");
    options.put(
        "high-availability.storageDir",
        directory.resolve("ha").resolve(job.jobId().toString()).toUri().toString());
    return Intents.aJob(
        job.deploymentId(),
        job.jobId(),
        Instant.now(),
        spec ->
            Intents.withConfiguration(Intents.withArtifact(spec, job.spec().artifact()), options),
        job.restore());
  }

  @Test
  void givesARunningJobAnotherScaleInPlace() {
    UUID deployment = UUID.randomUUID();
    JobRequested first =
        request(
            deployment,
            Intents.emptyState(),
            Map.of(
                "jobmanager.scheduler", "adaptive",
                "jobmanager.adaptive-scheduler.submission.resource-stabilization-timeout", "0 s",
                "jobmanager.adaptive-scheduler.executing.cooldown-after-rescaling", "0 s",
                "jobmanager.adaptive-scheduler.executing.resource-stabilization-timeout", "0 s"));
    log.append(first);
    log.await(deployment, JobStarted.class, 1);

    // From two slots on one TaskManager to three on two.
    log.append(
        new RescaleRequested(
            deployment, Intents.TRANSITION, first.jobId(), 2, 3, 2, Instant.now().plusSeconds(80)));
    log.await(deployment, JobRescaled.class, 1);

    assertThat(log.all(deployment, JobRescaleFailed.class)).isEmpty();
    assertThat(ends(deployment)).as("the job itself goes on").isEmpty();
    log.append(Intents.aCancellation(first));
    log.await(deployment, ClusterRemoved.class, 1);
  }

  @Test
  void saysThatTheEntryClassIsNotThere() {
    UUID deployment = UUID.randomUUID();
    log.append(request(deployment, Intents.emptyState(), "com.example.Missing", jar()));
    JobStartFailed failed = log.await(deployment, JobStartFailed.class, 1);
    assertThat(failed.failure().reason()).isEqualTo(FailureReason.ENTRY_CLASS_NOT_LOADED);
    assertThat(failed.failure().rootCause())
        .hasValueSatisfying(cause -> assertThat(cause).contains("com.example.Missing"));
    log.await(deployment, ClusterRemoved.class, 1);
  }

  @Test
  void saysThatTheJarIsNotThere() {
    UUID deployment = UUID.randomUUID();
    log.append(
        request(deployment, Intents.emptyState(), "com.example.Words", "file:///nowhere/x.jar"));
    JobStartFailed failed = log.await(deployment, JobStartFailed.class, 1);
    assertThat(failed.failure().reason()).isEqualTo(FailureReason.ARTIFACT_NOT_FETCHED);
    assertThat(failed.failure().rootCause())
        .hasValueSatisfying(cause -> assertThat(cause).contains("/nowhere/x.jar"));
    log.await(deployment, ClusterRemoved.class, 1);
  }

  private static List<JobEnded> ends(UUID deployment) {
    return log.reports(deployment).stream()
        .filter(each -> each.report() instanceof JobEnded)
        .map(each -> (JobEnded) each.report())
        .toList();
  }

  private static String jar() {
    return MODULES.resolve("local-cluster/test-job/target/test-job.jar").toUri().toString();
  }

  private static JobRequested request(UUID deployment, RestoreDecision restore) {
    return request(deployment, restore, Map.of());
  }

  private static JobRequested request(
      UUID deployment, RestoreDecision restore, Map<String, String> more) {
    return request(deployment, restore, "io.weir.cluster.testjob.CountingJob", jar(), more);
  }

  private static JobRequested request(
      UUID deployment, RestoreDecision restore, String entryClass, String jar) {
    return request(deployment, restore, entryClass, jar, Map.of());
  }

  private static JobRequested request(
      UUID deployment,
      RestoreDecision restore,
      String entryClass,
      String jar,
      Map<String, String> more) {
    UUID job = UUID.randomUUID();
    Artifact artifact =
        new Artifact(
            Artifact.Kind.JAR,
            Optional.of(jar),
            Optional.of(entryClass),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.of("2.3"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Map<String, String> options = new HashMap<>(more);
    options.put("execution.checkpointing.interval", "1s");
    options.put("execution.checkpointing.dir", checkpoints(job).toUri().toString());
    options.put(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    return Intents.aJob(
        deployment,
        job,
        Instant.now(),
        spec -> Intents.withConfiguration(Intents.withArtifact(spec, artifact), options),
        restore);
  }

  private static Path checkpoints(UUID job) {
    return directory.resolve("checkpoints").resolve(job.toString());
  }

  private static Path savepoints() {
    return directory.resolve("savepoints");
  }

  private static boolean hasCheckpoint(JobRequested request) throws Exception {
    try (var files = Files.walk(checkpoints(request.jobId()))) {
      return files.anyMatch(each -> each.endsWith("_metadata"));
    }
  }
}

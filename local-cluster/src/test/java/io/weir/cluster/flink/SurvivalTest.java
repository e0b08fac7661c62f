package io.weir.cluster.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One job with Kubernetes high availability, and everything that may die around it: whichever it
 * is, the job goes on from its last checkpoint. A start of real Flink is dear, so one serves all.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SurvivalTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir static Path directory;
  private static ClusterProcess cluster;

  @BeforeAll
  static void runTheJob() throws Exception {
    cluster = new ClusterProcess(directory.resolve("data"));
    cluster.start();
    Path storage = Files.createDirectory(directory.resolve("storage"));
    CountingCluster.apply(cluster.client(), storage, true);
    awaitProgress("the job runs and has checkpoints", -1);
  }

  @AfterAll
  static void leaveNothingRunning() throws Exception {
    cluster.stopPods();
  }

  @Test
  @Order(1)
  void ofTheTaskManager() throws Exception {
    int checkpoint = newestCheckpoint();
    kill("taskmanager");
    awaitProgress("the job went on from a checkpoint", checkpoint);
    ContainerStatus status = status("taskmanager");
    assertThat(status.getRestartCount()).isOne();
    assertThat(status.getLastState().getTerminated().getExitCode()).isEqualTo(137);
  }

  @Test
  @Order(2)
  void ofTheJobManager() throws Exception {
    int checkpoint = newestCheckpoint();
    kill("jobmanager");
    awaitProgress("the job went on from a checkpoint", checkpoint);
    assertThat(status("jobmanager").getRestartCount()).isOne();
  }

  @Test
  @Order(3)
  void ofTheClusterItselfWhichThePodsDoNotNotice() throws Exception {
    Pod jobManager = CountingCluster.pod(cluster.client(), "jobmanager");
    ProcessHandle process = CountingCluster.process(cluster.data(), jobManager);
    FlinkRest rest = CountingCluster.rest(cluster.client());
    cluster.kill();
    assertThat(rest.state(CountingCluster.JOB_ID)).isEqualTo("RUNNING");

    cluster.start();
    Pod adopted = CountingCluster.pod(cluster.client(), "jobmanager");
    assertThat(adopted.getMetadata().getUid()).isEqualTo(jobManager.getMetadata().getUid());
    assertThat(CountingCluster.process(cluster.data(), adopted)).isEqualTo(process);
    assertThat(process.isAlive()).isTrue();
    assertThat(adopted.getStatus().getContainerStatuses().getFirst().getRestartCount())
        .isEqualTo(jobManager.getStatus().getContainerStatuses().getFirst().getRestartCount());

    // Adopted means more than alive: their end is seen, and answered.
    int checkpoint = newestCheckpoint();
    kill("taskmanager");
    awaitProgress("an adopted pod is restarted", checkpoint);
    assertThat(status("taskmanager").getRestartCount()).isEqualTo(2);
  }

  @Test
  @Order(4)
  void ofEverythingAtOnceAndOnPurpose() throws Exception {
    int checkpoint = newestCheckpoint();
    ProcessHandle jobManager =
        CountingCluster.process(
            cluster.data(), CountingCluster.pod(cluster.client(), "jobmanager"));
    ProcessHandle taskManager =
        CountingCluster.process(
            cluster.data(), CountingCluster.pod(cluster.client(), "taskmanager"));
    assertThat(cluster.stopPods()).isZero();
    assertThat(jobManager.isAlive()).isFalse();
    assertThat(taskManager.isAlive()).isFalse();

    cluster.start();
    awaitProgress("the pods run again, and the job went on from a checkpoint", checkpoint);
  }

  private static void kill(String component) throws IOException {
    CountingCluster.process(cluster.data(), CountingCluster.pod(cluster.client(), component))
        .destroyForcibly();
  }

  private static ContainerStatus status(String component) {
    return CountingCluster.pod(cluster.client(), component)
        .getStatus()
        .getContainerStatuses()
        .getFirst();
  }

  private static int newestCheckpoint() throws Exception {
    return CountingCluster.rest(cluster.client()).newestCheckpoint(CountingCluster.JOB_ID);
  }

  /** Waits until the job runs, was restored from no older checkpoint, and has made a newer one. */
  private static void awaitProgress(String what, int checkpoint) {
    await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              FlinkRest rest = CountingCluster.rest(cluster.client());
              assertThat(rest.state(CountingCluster.JOB_ID)).isEqualTo("RUNNING");
              int restored = rest.restoredCheckpoint(CountingCluster.JOB_ID);
              assertThat(restored).isGreaterThanOrEqualTo(checkpoint);
              assertThat(rest.newestCheckpoint(CountingCluster.JOB_ID))
                  .isGreaterThan(Math.max(restored, 0));
            });
  }
}

package io.weir.executor.deployment.observe;

import static io.weir.executor.testing.Intents.DEPLOYMENT;
import static io.weir.executor.testing.Intents.JOB;
import static io.weir.executor.testing.Intents.NOON;
import static io.weir.executor.testing.Intents.aJob;
import static io.weir.executor.testing.Intents.emptyState;
import static io.weir.executor.testing.Intents.withConfiguration;
import static io.weir.executor.testing.Intents.withVersion;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.weir.events.deployment.JobSpec;
import io.weir.events.report.RetainedCheckpoint;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.JobStatus;
import io.weir.executor.deployment.decide.Seen;
import io.weir.executor.flink.FileStorage;
import io.weir.executor.flink.RestFlinkJobs;
import io.weir.executor.testing.LogTopics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Flink answers about checkpoints is of its present life, and may be older than the job's end.
 */
class RetainedCheckpointsTest {
  private static final byte[] NONE_COMPLETED =
      "{\"latest\":{\"completed\":null,\"restored\":{\"external_path\":\"file:/chk-29\"}}}"
          .getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;
  private HttpServer jobManager;
  private Path checkpoint;
  private byte[] answer = NONE_COMPLETED;

  @BeforeEach
  void start() throws IOException {
    checkpoint =
        Files.createDirectories(directory.resolve(JOB.toString().replace("-", "") + "/chk-29"));
    Files.writeString(checkpoint.resolve("_metadata"), "state");
    jobManager = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    jobManager.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    jobManager.start();
  }

  @AfterEach
  void stop() {
    jobManager.stop(0);
  }

  @Test
  void findsTheCheckpointOfAnEarlierLifeAtTheEnd() {
    assertThat(seen("RETAIN_ON_CANCELLATION", JobStatus.CANCELED).found())
        .map(RetainedCheckpoint::location)
        .contains("file:" + checkpoint.toAbsolutePath());
  }

  @Test
  void findsTheCheckpointThatFlinksStatisticsDoNotShowYet() {
    answer =
        "{\"latest\":{\"completed\":{\"external_path\":\"%s\",\"latest_ack_timestamp\":1}}}"
            .formatted("file:" + checkpoint.resolveSibling("chk-28"))
            .getBytes(StandardCharsets.UTF_8);

    assertThat(seen("RETAIN_ON_CANCELLATION", JobStatus.CANCELED).found())
        .map(RetainedCheckpoint::location)
        .contains("file:" + checkpoint.toAbsolutePath());
  }

  @Test
  void whatFlinkKeptOnStorageThatIsNotMountedHereIsNotTakenForGone() throws IOException {
    answer =
        "{\"latest\":{\"completed\":{\"external_path\":\"%s\",\"latest_ack_timestamp\":1}}}"
            .formatted("file:" + checkpoint)
            .getBytes(StandardCharsets.UTF_8);
    Files.move(checkpoint.getParent(), directory.resolve("away"));
    assertThat(seen("RETAIN_ON_CANCELLATION", JobStatus.CANCELED).found())
        .map(RetainedCheckpoint::location)
        .contains("file:" + checkpoint);

    Files.createDirectories(directory.resolve("0".repeat(32)));
    assertThat(seen("RETAIN_ON_CANCELLATION", JobStatus.CANCELED))
        .as("another job's directory shows that the storage is there")
        .isEqualTo(Seen.absent());
  }

  @Test
  void doesNotWaitForStorageThatIsNotMountedHere() throws IOException {
    Files.move(checkpoint.getParent(), directory.resolve("away"));
    assertThat(seen("RETAIN_ON_CANCELLATION", JobStatus.CANCELED)).isEqualTo(Seen.absent());
  }

  @Test
  void findsNoneWhileTheJobLivesOrWhereFlinkRemovesIt() {
    assertThat(seen("RETAIN_ON_CANCELLATION", JobStatus.RUNNING).found()).isEmpty();
    assertThat(seen("RETAIN_ON_CANCELLATION", JobStatus.FINISHED).found()).isEmpty();
    assertThat(seen("DELETE_ON_CANCELLATION", JobStatus.CANCELED).found()).isEmpty();
  }

  /** Below an id that every job has, only what is in the job's own directory is the job's. */
  @Test
  void looksUnderTheIdOfZerosInADirectoryOfTheJobOnly() throws IOException {
    for (Path shared : List.of(directory, directory.resolve(JOB.toString())))
      Files.writeString(
          Files.createDirectories(shared.resolve("0".repeat(32) + "/chk-7")).resolve("_metadata"),
          "state");

    assertThat(byStorage(directory.toUri().toString()).found()).isEmpty();
    assertThat(byStorage(directory.toUri() + JOB.toString()).found())
        .map(RetainedCheckpoint::location)
        .contains("file:" + directory.resolve(JOB + "/" + "0".repeat(32) + "/chk-7"));
  }

  private Seen<RetainedCheckpoint> byStorage(String checkpoints) {
    return retained()
        .byStorage(
            intent(
                spec ->
                    withVersion(
                        withConfiguration(spec, Map.of("state.checkpoints.dir", checkpoints)),
                        "1.7",
                        Optional.empty())));
  }

  private Seen<RetainedCheckpoint> seen(String retention, JobStatus status) {
    Map<String, String> options =
        Map.of(
            "state.checkpoints.dir",
            directory.toUri().toString(),
            "execution.checkpointing.externalized-checkpoint-retention",
            retention);
    URI address = URI.create("http://127.0.0.1:%d".formatted(jobManager.getAddress().getPort()));
    return retained().byFlink(intent(spec -> withConfiguration(spec, options)), address, status);
  }

  private static RetainedCheckpoints retained() {
    return new RetainedCheckpoints(
        new RestFlinkJobs(RestFlinkJobs.client(), Duration.ofSeconds(5)), new FileStorage());
  }

  private static JobIntent intent(UnaryOperator<JobSpec> spec) {
    return Desired.empty(DEPLOYMENT)
        .evolve(LogTopics.metadata(DEPLOYMENT, 0), aJob(JOB, NOON, spec, emptyState()))
        .current()
        .orElseThrow();
  }
}

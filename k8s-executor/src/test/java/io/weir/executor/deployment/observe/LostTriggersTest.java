package io.weir.executor.deployment.observe;

import static io.weir.executor.testing.Intents.DEPLOYMENT;
import static io.weir.executor.testing.Intents.JOB;
import static io.weir.executor.testing.Intents.NOON;
import static io.weir.executor.testing.Intents.SAVEPOINT;
import static io.weir.executor.testing.Intents.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.JobStarted;
import io.weir.events.deployment.SavepointEffect;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.deployment.SavepointTriggered;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.decide.FlinkView;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.Seen;
import io.weir.executor.deployment.decide.TriggerView;
import io.weir.executor.flink.FileStorage;
import io.weir.executor.flink.RestFlinkJobs;
import io.weir.executor.testing.Intents;
import io.weir.executor.testing.LogTopics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JobManager as those of Flink 1.8, and an executor that has not triggered what it looks for. */
class LostTriggersTest {
  private static final String ITS_ID = "00000000000000000000000000000abc";

  @TempDir Path storage;
  private HttpServer server;
  private URI jobManager;
  private String jobState = "RUNNING";
  private String history = "";
  private int triggered;
  private Path directory;

  @BeforeEach
  void start() throws IOException {
    directory = storage.resolve(SAVEPOINT.toString());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    jobManager = URI.create("http://127.0.0.1:%d".formatted(server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void followsASavepointThatAnotherExecutorTriggered() throws IOException {
    JobIntent job = job(SavepointEffect.KEEP_RUNNING, false);
    assertThat(seen(job)).as("nobody has triggered it").isEqualTo(Seen.absent());

    SavepointRequested request = job.savepoints().getFirst().request();
    RestFlinkJobs dead = flink();
    assertThat(dead.trigger(jobManager, JOB, request).given()).contains(true);
    assertThat(dead.trigger(jobManager, JOB, request.triggerId()).given())
        .contains(new TriggerView.Pending());

    assertThat(seen(job)).isEqualTo(pending());
    String location = complete();
    assertThat(seen(job))
        .isEqualTo(Seen.present(new TriggerView.Written(location, Optional.empty())));
    assertThat(triggered).isEqualTo(1);
  }

  @Test
  void aJobThatASavepointIsToStopIsWaitedFor() throws IOException {
    JobIntent job = job(SavepointEffect.STOP, true);
    flink().trigger(jobManager, JOB, job.savepoints().getFirst().request());
    String location = complete();
    assertThat(seen(job)).as("Flink cancels it in a moment").isEqualTo(pending());
    jobState = "CANCELED";
    assertThat(seen(job))
        .isEqualTo(Seen.present(new TriggerView.Written(location, Optional.empty())));
  }

  @Test
  void whatFailedOrDiedWithItsJobManagerIsNotWaitedFor() throws IOException {
    JobIntent job = job(SavepointEffect.KEEP_RUNNING, true);
    flink().trigger(jobManager, JOB, job.savepoints().getFirst().request());
    history = "";
    assertThat(seen(job)).as("another life of the JobManager").isEqualTo(Seen.absent());
    history = entry("FAILED", "");
    assertThat(seen(job)).isEqualTo(Seen.absent());
  }

  @Test
  void oneThatWasNeverTriggeredIsNotTakenForAnotherThatIsBeingWritten() throws IOException {
    Files.createDirectories(storage.resolve("019aa1b2-0009-7000-8000-000000000009"));
    history = entry("IN_PROGRESS", "");
    assertThat(seen(job(SavepointEffect.KEEP_RUNNING, true))).isEqualTo(Seen.absent());
    assertThat(seen(elsewhere(false))).as("not to be looked into").isEqualTo(Seen.absent());
    assertThat(seen(elsewhere(true))).as("the log says that it was").isEqualTo(pending());
    history = entry("COMPLETED", "s3://bucket/%s/savepoint-1".formatted(SAVEPOINT));
    assertThat(seen(elsewhere(false)).found()).isPresent();
  }

  @Test
  void noAnswerIsNoAnswer() throws IOException {
    JobIntent job = job(SavepointEffect.KEEP_RUNNING, true);
    flink().trigger(jobManager, JOB, job.savepoints().getFirst().request());
    history = "no JSON";
    assertThat(seen(job)).isInstanceOf(Seen.Unknown.class);
  }

  private static Seen<TriggerView> pending() {
    return Seen.present(new TriggerView.Pending());
  }

  /** As an executor that has just started sees it. */
  private Seen<TriggerView> seen(JobIntent job) {
    RestFlinkJobs flink = flink();
    FlinkObserver observer = new FlinkObserver(flink);
    Seen<FlinkView> answer = observer.look(job, jobManager);
    return new LostTriggers(flink, new FileStorage())
        .found(job, jobManager, answer, observer.triggers(job, jobManager))
        .get(SAVEPOINT);
  }

  private static RestFlinkJobs flink() {
    return new RestFlinkJobs(RestFlinkJobs.client(), Duration.ofSeconds(5));
  }

  private JobIntent job(SavepointEffect effect, boolean accepted) {
    return job("file:" + directory, effect, accepted);
  }

  private static JobIntent elsewhere(boolean accepted) {
    return job("s3://bucket/" + SAVEPOINT, SavepointEffect.KEEP_RUNNING, accepted);
  }

  private static JobIntent job(String directory, SavepointEffect effect, boolean accepted) {
    Desired desired = Desired.empty(DEPLOYMENT);
    desired = with(desired, aJob());
    desired = with(desired, new JobStarted(DEPLOYMENT, JOB, NOON, Optional.empty()));
    desired =
        with(desired, Intents.aSavepoint(DEPLOYMENT, JOB, SAVEPOINT, directory, effect, NOON));
    if (accepted) desired = with(desired, new SavepointTriggered(DEPLOYMENT, SAVEPOINT));
    return desired.current().orElseThrow();
  }

  private static Desired with(Desired before, DeploymentEvent event) {
    return before.evolve(LogTopics.metadata(DEPLOYMENT, before.sequence() + 1), event);
  }

  /** Flink has written it. */
  private String complete() throws IOException {
    Path written = directory.resolve("savepoint-1");
    Files.writeString(written.resolve("_metadata"), "m");
    history = entry("COMPLETED", "file:" + written);
    return "file:" + written;
  }

  private static String entry(String status, String path) {
    return "{\"is_savepoint\":true,\"status\":\"%s\",\"external_path\":\"%s\"},{\"is_savepoint\":false,\"status\":\"IN_PROGRESS\"}"
        .formatted(status, path);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replaceFirst("/jobs/[0-9a-f]{32}", "");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (exchange.getRequestMethod().equals("POST")) post(exchange, path, body);
    else if (path.isEmpty()) send(exchange, 200, "{\"state\":\"%s\"}".formatted(jobState));
    else if (path.equals("/savepoints/" + ITS_ID))
      send(exchange, 200, "{\"status\":{\"id\":\"IN_PROGRESS\"}}");
    else if (path.equals("/checkpoints"))
      send(exchange, 200, "{\"latest\":{},\"history\":[%s]}".formatted(history));
    else send(exchange, 404, "{\"errors\":[\"Not found.\"]}");
  }

  private void post(HttpExchange exchange, String path, String body) throws IOException {
    if (!path.equals("/savepoints")) send(exchange, 404, "{\"errors\":[\"Not found.\"]}");
    else if (body.contains("triggerId"))
      send(exchange, 400, "{\"errors\":[\"Request did not match expected format X.\"]}");
    else {
      triggered++;
      Files.createDirectories(directory.resolve("savepoint-1"));
      history = entry("IN_PROGRESS", "");
      send(exchange, 202, "{\"request-id\":\"" + ITS_ID + "\"}");
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}

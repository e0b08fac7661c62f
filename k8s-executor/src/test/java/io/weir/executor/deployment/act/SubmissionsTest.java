package io.weir.executor.deployment.act;

import static io.weir.executor.testing.Intents.JOB;
import static io.weir.executor.testing.Intents.NOON;
import static io.weir.executor.testing.Intents.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.events.deployment.FailureReason;
import io.weir.events.spec.Artifact;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.SubmissionView;
import io.weir.executor.flink.RestFlinkJobs;
import io.weir.executor.program.FetchedPrograms;
import io.weir.executor.secrets.NoSecretValues;
import io.weir.executor.testing.Intents;
import io.weir.executor.testing.LogTopics;
import io.weir.executor.testing.Sessions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against an HTTP server that answers as Flink 2.3 and a store of artifacts do. */
class SubmissionsTest {
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private URI origin;
  private String jars = "[]";
  private int artifact = 200;
  private int run = 200;
  private String said = "{\"jobid\":\"x\"}";

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    origin = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    requests.add(exchange.getRequestMethod() + " " + path);
    int status = 200;
    String text = "{}";
    if (path.equals("/words.jar")) {
      status = artifact;
      text = "the program";
    } else if (path.equals("/jars/upload")) {
      assertThat(new String(body, StandardCharsets.UTF_8)).contains("the program", JOB + ".jar");
      text = "{\"filename\":\"/tmp/4f_x.jar\"}";
    } else if (path.equals("/jars")) text = "{\"files\":" + jars + "}";
    else if (path.endsWith("/run")) {
      status = run;
      text = said;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Submissions submissions(Executor threads) {
    return new Submissions(
        new RestFlinkJobs(RestFlinkJobs.client(), Duration.ofSeconds(5)),
        new FetchedPrograms(FetchedPrograms.client(), Duration.ofSeconds(5), false),
        new NoSecretValues(),
        threads,
        () -> NOON);
  }

  private JobIntent job(String jarUri) {
    Artifact was = Intents.anArtifact();
    Artifact artifact =
        new Artifact(
            was.kind(),
            Optional.of(jarUri),
            was.entryClass(),
            was.mainArgs(),
            was.additionalDependencies(),
            was.sqlScript(),
            was.flinkVersion(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return Desired.empty(Intents.DEPLOYMENT)
        .evolve(
            LogTopics.metadata(Intents.DEPLOYMENT, 0),
            Sessions.placed(
                aJob(
                    JOB, NOON, spec -> Intents.withArtifact(spec, artifact), Intents.emptyState())))
        .current()
        .orElseThrow();
  }

  private SubmissionView submitted(String jarUri) {
    Submissions submissions = submissions(Runnable::run);
    submissions.start(origin, job(jarUri));
    return submissions.of(JOB).orElseThrow();
  }

  @Test
  void fetchesUploadsAndRuns() {
    assertThat(submitted(origin + "/words.jar")).isEqualTo(new SubmissionView.Taken());
    assertThat(requests)
        .containsExactly(
            "GET /jars", "GET /words.jar", "POST /jars/upload", "POST /jars/4f_x.jar/run");
  }

  @Test
  void aProgramThatWasUploadedBeforeACrashIsNotUploadedAgain() {
    jars = "[{\"id\":\"5e_y.jar\",\"name\":\"%s.jar\"}]".formatted(JOB);
    assertThat(submitted(origin + "/words.jar")).isEqualTo(new SubmissionView.Taken());
    assertThat(requests).containsExactly("GET /jars", "POST /jars/5e_y.jar/run");
  }

  @Test
  void tellsWhatIsFinalFromWhatIsOpen() {
    run = 400;
    said = "{\"errors\":[\"main() threw\"]}";
    assertThat(submitted(origin + "/words.jar"))
        .isInstanceOfSatisfying(
            SubmissionView.Refused.class,
            refused -> {
              assertThat(refused.failure().reason()).isEqualTo(FailureReason.MAIN_FAILED);
              assertThat(refused.failure().message()).isEqualTo("main() threw");
            });
    said = "{\"errors\":[\"org.apache.flink.DuplicateJobSubmissionException: again\"]}";
    assertThat(submitted(origin + "/words.jar"))
        .as("it has a job of this id, so the first try came through")
        .isEqualTo(new SubmissionView.Taken());
    run = 503;
    assertThat(submitted(origin + "/words.jar")).isInstanceOf(SubmissionView.Lost.class);
  }

  @Test
  void aProgramThatIsNotThereIsSaidSoAndOneThatIsLateIsAwaited() {
    artifact = 404;
    assertThat(submitted(origin + "/words.jar"))
        .isInstanceOfSatisfying(
            SubmissionView.Refused.class,
            refused -> {
              assertThat(refused.failure().reason()).isEqualTo(FailureReason.ARTIFACT_NOT_FETCHED);
              assertThat(refused.failure().message()).contains("/words.jar", "404");
            });
    artifact = 503;
    assertThat(submitted(origin + "/words.jar")).isInstanceOf(SubmissionView.Lost.class);
    assertThat(submitted("file:///etc/hosts"))
        .as("files of the executor's machine are not given away")
        .isInstanceOfSatisfying(
            SubmissionView.Refused.class,
            refused ->
                assertThat(refused.failure().message()).contains("weir.executor.local-programs"));
    assertThat(requests).noneMatch(request -> request.startsWith("POST"));
  }

  @Test
  void whatIsAbandonedIsNotRun() throws InterruptedException {
    CountDownLatch begin = new CountDownLatch(1);
    Submissions submissions =
        submissions(
            work ->
                Thread.ofVirtual()
                    .start(
                        () -> {
                          try {
                            begin.await();
                          } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                          }
                          work.run();
                        }));
    submissions.start(origin, job(origin + "/words.jar"));
    submissions.start(origin, job(origin + "/words.jar"));
    assertThat(submissions.of(JOB)).contains(new SubmissionView.UnderWay());
    submissions.abandon(JOB);
    begin.countDown();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> submissions.of(JOB).orElseThrow() instanceof SubmissionView.Lost);
    assertThat(requests).noneMatch(request -> request.startsWith("POST"));
    submissions.forget(JOB);
    assertThat(submissions.of(JOB)).isEmpty();
  }
}

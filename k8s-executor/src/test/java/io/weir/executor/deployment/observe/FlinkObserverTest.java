package io.weir.executor.deployment.observe;

import static io.weir.executor.testing.Intents.DEPLOYMENT;
import static io.weir.executor.testing.Intents.JOB;
import static io.weir.executor.testing.Intents.NOON;
import static io.weir.executor.testing.Intents.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.events.deployment.JobRequested;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.decide.FlinkView;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.Programs;
import io.weir.executor.deployment.decide.Seen;
import io.weir.executor.flink.RestFlinkJobs;
import io.weir.executor.testing.Intents;
import io.weir.executor.testing.LogTopics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A JobManager whose program ends between two questions of one look. */
class FlinkObserverTest {
  private final AtomicBoolean submits = new AtomicBoolean();
  private final AtomicBoolean submitted = new AtomicBoolean();
  private final FlinkObserver observer =
      new FlinkObserver(new RestFlinkJobs(RestFlinkJobs.client(), Duration.ofSeconds(5)));
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String configuration = "";
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/jobs/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          if (submitted.get())
            answer(exchange, 200, "{\"state\":\"CREATED\",\"name\":\"w\",\"status-counts\":{}}");
          else answer(exchange, 404, "{\"errors\":[\"not found\"]}");
        });
    server.createContext(
        "/jobmanager/config",
        exchange -> answer(exchange, configuration.isEmpty() ? 404 : 200, configuration));
    server.createContext(
        "/applications/overview",
        exchange -> {
          // main() submits and returns just before this answer.
          submitted.set(submits.get());
          answer(exchange, 200, "{\"applications\":[{\"status\":\"FINISHED\"}]}");
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aJobThatIsSubmittedBetweenTheTwoQuestionsIsSeen() {
    submits.set(true);
    assertThat(look().job()).isInstanceOf(Seen.Present.class);
  }

  @Test
  void aProgramThatEndedWithoutAJobIsSeen() {
    assertThat(look()).isEqualTo(new FlinkView(Seen.absent(), Programs.ENDED));
  }

  /** What has the same id everywhere is believed of the job's own cluster only. */
  @Test
  void aJobOfZerosIsAskedForAtTheJobManagerOfItsClusterOnly() {
    JobRequested old =
        aJob(
            JOB,
            NOON,
            spec -> Intents.withVersion(spec, "1.7", Optional.empty()),
            Intents.emptyState());
    submitted.set(true);

    assertThat(look(old)).isInstanceOf(Seen.Unknown.class);
    configuration = "[]";
    assertThat(look(old)).isInstanceOf(Seen.Unknown.class);
    configuration = "[{\"key\":\"rest.address\",\"value\":\"job-another\"}]";
    assertThat(look(old))
        .isInstanceOfSatisfying(
            Seen.Unknown.class,
            unknown ->
                assertThat(unknown.why()).contains("job-another", "not for " + old.clusterName()));
    assertThat(asked).isEmpty();

    configuration = "[{\"key\":\"rest.address\",\"value\":\"%s\"}]".formatted(old.clusterName());
    assertThat(look(old).found().flatMap(view -> view.job().found())).isPresent();
    assertThat(asked).isNotEmpty().allMatch(path -> path.startsWith("/jobs/" + "0".repeat(32)));
  }

  private FlinkView look() {
    return ((Seen.Present<FlinkView>) look(aJob())).value();
  }

  private Seen<FlinkView> look(JobRequested job) {
    JobIntent intent =
        Desired.empty(DEPLOYMENT)
            .evolve(LogTopics.metadata(DEPLOYMENT, 0), job)
            .current()
            .orElseThrow();
    URI address = URI.create("http://127.0.0.1:%d".formatted(server.getAddress().getPort()));
    return observer.look(intent, address);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}

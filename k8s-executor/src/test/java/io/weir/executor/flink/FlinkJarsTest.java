package io.weir.executor.flink;

import static io.weir.executor.testing.Intents.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.weir.executor.flink.FlinkJars.Jar;
import io.weir.executor.flink.FlinkJars.Run;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shapes recorded from a session cluster of Flink 2.3. */
class FlinkJarsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @TempDir Path directory;

  private final List<String> requests = new ArrayList<>();
  private final FlinkJars flink = new RestFlinkJobs(RestFlinkJobs.client(), Duration.ofSeconds(2));
  private int status = 200;
  private String answer = "{}";
  private HttpServer server;
  private URI jobManager;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    jobManager = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void uploadsTheFileUnderItsName() throws IOException {
    Path file = Files.writeString(directory.resolve("some.jar"), "the program");
    answer = "{\"filename\":\"/tmp/flink-web-upload/4f_job-1.jar\",\"status\":\"success\"}";

    assertThat(flink.upload(jobManager, file, "job-1.jar", PATIENCE))
        .isEqualTo(new Answer.Given<>("4f_job-1.jar"));
    assertThat(requests.getFirst())
        .startsWith("POST /jars/upload ")
        .contains("name=\"jarfile\"; filename=\"job-1.jar\"")
        .contains("\r\n\r\nthe program\r\n--");
  }

  @Test
  void runsItWithTheJobsOwnIdStateAndOptions() {
    answer = "{\"jobid\":\"x\"}";
    Run run =
        new Run(
            JOB,
            Optional.of("com.example.Words"),
            List.of("--name", "two words"),
            3,
            Optional.of("file:/sp"),
            true,
            Map.of("b", "2", "a", "1"));

    assertThat(flink.run(jobManager, "4f_job-1.jar", run, PATIENCE))
        .isEqualTo(new Answer.Given<>(true));
    assertThat(requests)
        .containsExactly(
            "POST /jars/4f_job-1.jar/run {\"entryClass\":\"com.example.Words\",\"programArgsList\":[\"--name\",\"two words\"],"
                + "\"parallelism\":3,\"jobId\":\""
                + JOB.toString().replace("-", "")
                + "\",\"savepointPath\":\"file:/sp\",\"allowNonRestoredState\":true,"
                + "\"flinkConfiguration\":{\"a\":\"1\",\"b\":\"2\"}}");
  }

  @Test
  void tellsARefusalFromAnOutage() {
    Run run = new Run(JOB, Optional.empty(), List.of(), 1, Optional.empty(), false, Map.of());
    status = 400;
    answer = "{\"errors\":[\"Bad.\",\"ProgramInvocationException: main() threw\\n at x\"]}";
    assertThat(flink.run(jobManager, "j", run, PATIENCE))
        .as("with what the program said")
        .isEqualTo(
            new Answer.Refused<>(400, "Bad.\nProgramInvocationException: main() threw\n at x"));
    status = 500;
    assertThat(flink.run(jobManager, "j", run, PATIENCE)).isInstanceOf(Answer.Unavailable.class);
    answer = "{\"errors\":[\"Internal.\",\"Caused by: java.lang.ClassNotFoundException: x\"]}";
    assertThat(flink.run(jobManager, "j", run, PATIENCE))
        .as("a class that is not there will not be there the next time")
        .isInstanceOf(Answer.Refused.class);
  }

  @Test
  void listsAndRemoves() {
    answer =
        "{\"address\":\"x\",\"files\":[{\"id\":\"4f_a.jar\",\"name\":\"a.jar\",\"uploaded\":1,\"entry\":[]}]}";
    assertThat(flink.jars(jobManager))
        .isEqualTo(new Answer.Given<>(List.of(new Jar("4f_a.jar", "a.jar"))));
    assertThat(flink.delete(jobManager, "4f_a.jar")).isEqualTo(new Answer.Given<>(true));
    assertThat(requests.getLast()).isEqualTo("DELETE /jars/4f_a.jar ");
    status = 404;
    assertThat(flink.delete(jobManager, "4f_a.jar")).isEqualTo(new Answer.Given<>(true));
    status = 200;
    answer = "[]";
    assertThat(flink.jars(jobManager)).isInstanceOf(Answer.Unavailable.class);
  }
}

package io.weir.executor.ui;

import static io.weir.executor.testing.Intents.DEPLOYMENT;
import static io.weir.executor.testing.Intents.JOB;
import static io.weir.executor.testing.Intents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.Seen;
import io.weir.executor.flink.RestFlinkJobs;
import io.weir.executor.testing.Intents;
import io.weir.executor.testing.LogTopics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On real HTTP; the web UI of real Flink is asked for in the end-to-end tests. */
class FlinkUiTest {
  private static final String UI = "/flink-ui/namespaces/default/jobs/" + JOB;
  private static final FlinkUi.Limits LIMITS = new FlinkUi.Limits(Duration.ofSeconds(20), 1000);

  private final JobIntent job =
      Desired.empty(DEPLOYMENT)
          .evolve(LogTopics.metadata(DEPLOYMENT, 0), Intents.aJob())
          .current()
          .orElseThrow();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer jobManager;
  private HttpServer executor;
  private volatile Seen<URI> where;
  private volatile HttpHandler flink;

  @BeforeEach
  void serve() throws IOException {
    jobManager = listening();
    jobManager.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().keySet());
          flink.handle(exchange);
        });
    flink = exchange -> answer(exchange, 200, "{\"taskmanagers\":1}");
    where = Seen.present(origin(jobManager));
    show(LIMITS);
  }

  private void show(FlinkUi.Limits limits) throws IOException {
    if (executor != null) executor.stop(0);
    executor = listening();
    executor.createContext(
        FlinkUi.ROOT,
        new FlinkUi(
            (namespace, id) ->
                Optional.of(job).filter(each -> namespace.equals("default") && id.equals(JOB)),
            each -> where,
            RestFlinkJobs.client(),
            () -> NOON,
            limits));
  }

  @AfterEach
  void stop() {
    over.countDown();
    executor.stop(0);
    jobManager.stop(0);
  }

  @Test
  void carriesAQuestionAndNothingOfWhoeverAsks() throws Exception {
    HttpResponse<String> answer =
        send(
            request(UI + "/jobs/overview?get=a")
                .header("Cookie", "session=1")
                .header("Authorization", "Bearer secret"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"taskmanagers\":1}");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(asked)
        .singleElement()
        .asString()
        .startsWith("/jobs/overview?get=a ")
        .doesNotContain("Cookie", "Authorization");
  }

  /** A page without an origin can read nothing of Weir's, whatever image it comes from. */
  @Test
  void givesThePageNoOrigin() throws Exception {
    flink =
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/x-what-it-likes");
          exchange.getResponseHeaders().add("Set-Cookie", "weir=mine");
          exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
          answer(exchange, 200, "<script></script>");
        };

    HttpResponse<String> answer = send(request(UI + "/"));

    assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(answer.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .startsWith("sandbox allow-scripts allow-popups;");
    assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly("null");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
  }

  @Test
  void sendsToThePathThatThePagesFilesAreRelativeTo() throws Exception {
    HttpResponse<String> answer = send(request(UI));
    assertThat(answer.statusCode()).isEqualTo(308);
    assertThat(answer.headers().firstValue("Location")).contains(JOB + "/");
  }

  @Test
  void passesOnWhatFlinkRefuses() throws Exception {
    flink = exchange -> answer(exchange, 404, "{\"errors\":[\"Not found.\"]}");
    HttpResponse<String> answer = send(request(UI + "/main.js"));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).contains("Not found.");
  }

  @Test
  void refusesWhatIsNotForLooking() throws Exception {
    refuses(request(UI + "/jars"), 403, "CALL_REFUSED", "logs are read through Weir");
    refuses(request(UI + "/overview").DELETE(), 405, "METHOD_NOT_ALLOWED", "only be looked at");
    refuses(request("/flink-ui/namespaces/default/jobs/1/"), 404, "UNKNOWN_PATH", "a UUID");
    assertThat(asked).isEmpty();
  }

  @Test
  void knowsOnlyJobsOfTheNamespace() throws Exception {
    refuses(
        request(UI.replace("default", "other") + "/overview"),
        404,
        "JOB_NOT_FOUND",
        "Namespace other has no job");
    assertThat(asked).isEmpty();
  }

  @Test
  void saysWhyNobodyCanBeAsked() throws Exception {
    where = Seen.absent();
    refuses(request(UI + "/overview"), 503, "FLINK_UNAVAILABLE", "no JobManager at the moment");
    where = Seen.unknown("connection refused");
    refuses(request(UI + "/overview"), 503, "FLINK_UNAVAILABLE", "connection refused");
    where = Seen.present(URI.create("http://127.0.0.1:" + freePort()));
    refuses(request(UI + "/overview"), 503, "FLINK_UNAVAILABLE", "takes no connection");
  }

  @Test
  void followsNobodyElsewhere() throws Exception {
    flink =
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://169.254.169.254/");
          exchange.sendResponseHeaders(307, -1);
          exchange.close();
        };
    refuses(request(UI + "/overview"), 502, "FLINK_BROKE_OFF", "another address");
  }

  @Test
  void carriesNoMoreThanItsLimit() throws Exception {
    flink = exchange -> answer(exchange, 200, "x".repeat(1001));
    refuses(request(UI + "/main.js"), 502, "FLINK_BROKE_OFF", "more than 1000 bytes");
    flink = exchange -> answer(exchange, 200, "x".repeat(1000));
    assertThat(send(request(UI + "/main.js")).body()).hasSize(1000);
  }

  @Test
  void waitsNoLongerThanItsLimit() throws Exception {
    show(new FlinkUi.Limits(Duration.ofMillis(50), 1000));
    flink =
        exchange -> {
          exchange.sendResponseHeaders(200, 10);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          await(over);
        };
    refuses(request(UI + "/main.js"), 504, "FLINK_TIMEOUT", "within 50 ms");
  }

  private void refuses(HttpRequest.Builder request, int status, String code, String words)
      throws Exception {
    HttpResponse<String> answer = send(request);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"", words);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(origin(executor) + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = RestFlinkJobs.client()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpServer listening() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return server;
  }

  private static URI origin(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

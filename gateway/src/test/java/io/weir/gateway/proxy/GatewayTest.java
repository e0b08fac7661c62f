package io.weir.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.gateway.Gateway;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole gateway over real sockets, with real HTTP servers behind it. */
class GatewayTest {
  private static final String DEPLOYMENTS = "/api/v1/namespaces/default/deployments";
  private static final String UPLOAD = "/artifacts/v1/namespaces/default/artifacts:upload";
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static UpstreamServer command;
  private static UpstreamServer projection;
  private static UpstreamServer executor;
  private static ConfigurableApplicationContext gateway;
  private static int port;

  @BeforeAll
  static void start() throws IOException {
    command = new UpstreamServer();
    projection = new UpstreamServer();
    executor = new UpstreamServer();
    gateway = start(command.origin(), projection.origin());
    port = ((WebServerApplicationContext) gateway).getWebServer().getPort();
  }

  private static ConfigurableApplicationContext start(URI commandUri, URI projectionUri) {
    return SpringApplication.run(
        Gateway.class,
        "--server.port=0",
        "--weir.gateway.command-uri=" + commandUri,
        "--weir.gateway.projection-uri=" + projectionUri,
        "--weir.gateway.executor-uri=" + executor.origin(),
        "--weir.gateway.answer-within=1s",
        "--weir.gateway.max-body=100KB",
        "--weir.gateway.max-upload=300KB");
  }

  @AfterAll
  static void stop() {
    gateway.close();
    command.close();
    projection.close();
    executor.close();
  }

  @BeforeEach
  void forget() {
    command.answers(exchange -> exchange.sendResponseHeaders(204, -1));
    projection.answers(exchange -> exchange.sendResponseHeaders(204, -1));
  }

  @Test
  void carriesACommandAndItsAnswerUnchanged() throws Exception {
    command.answers(
        exchange -> {
          exchange.getResponseHeaders().add("ETag", "\"7\"");
          exchange.getResponseHeaders().add("Weir-Position", "3:42");
          exchange
              .getResponseHeaders()
              .add("Location", command.origin() + DEPLOYMENTS + "/counter");
          exchange.getResponseHeaders().add("Connection", "X-Private");
          exchange.getResponseHeaders().add("X-Private", "between us");
          byte[] body = "{\"kind\":\"Deployment\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(201, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });

    HttpResponse<String> response =
        send(
            request(DEPLOYMENTS + "?dryRun=All&q=a%2Fb")
                .header("Content-Type", "application/yaml")
                .header("Idempotency-Key", "k1")
                .header("X-Forwarded-For", "6.6.6.6")
                .header("Forwarded", "for=6.6.6.6")
                .POST(BodyPublishers.ofString("kind: Deployment\n")));

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).isEqualTo("{\"kind\":\"Deployment\"}");
    assertThat(response.headers().firstValue("ETag")).contains("\"7\"");
    assertThat(response.headers().firstValue("Weir-Position")).contains("3:42");
    assertThat(response.headers().firstValue("Location")).contains(DEPLOYMENTS + "/counter");
    assertThat(response.headers().firstValue("X-Private")).isEmpty();
    UpstreamServer.Seen seen = command.seen().getFirst();
    assertThat(seen.method()).isEqualTo("POST");
    assertThat(seen.target()).isEqualTo(DEPLOYMENTS + "?dryRun=All&q=a%2Fb");
    assertThat(new String(seen.body(), StandardCharsets.UTF_8)).isEqualTo("kind: Deployment\n");
    assertThat(seen.headers().getFirst("Content-Type")).isEqualTo("application/yaml");
    assertThat(seen.headers().getFirst("Idempotency-Key")).isEqualTo("k1");
    assertThat(seen.headers().get("X-Forwarded-For")).containsExactly("127.0.0.1");
    assertThat(seen.headers().get("X-Forwarded-Host")).containsExactly("127.0.0.1:" + port);
    assertThat(seen.headers().get("X-Forwarded-Proto")).containsExactly("http");
    assertThat(seen.headers().get("Forwarded")).isNull();
    assertThat(projection.seen()).isEmpty();
  }

  @Test
  void sendsQueriesToTheProjectionAndKeepsTheLengthOfAHead() throws Exception {
    projection.answers(
        exchange -> {
          exchange.getResponseHeaders().add("Content-Length", "1234");
          exchange.sendResponseHeaders(200, -1);
        });

    HttpResponse<String> response =
        send(request(DEPLOYMENTS).method("HEAD", BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Length")).contains("1234");
    assertThat(projection.seen()).hasSize(1);
    assertThat(command.seen()).isEmpty();
  }

  @Test
  void sendsLooksAtTheWebUiOfAJobToTheExecutor() throws Exception {
    executor.answers(exchange -> exchange.sendResponseHeaders(200, -1));
    String ui = "/flink-ui/namespaces/default/jobs/0193a000-0000-7000-8000-0000000000aa/";

    assertThat(send(request(ui).GET()).statusCode()).isEqualTo(200);
    assertThat(send(request(ui).DELETE()).statusCode()).isEqualTo(405);

    assertThat(executor.seen()).hasSize(1);
    assertThat(projection.seen()).isEmpty();
    assertThat(command.seen()).isEmpty();
  }

  @Test
  void carriesABodyOfUnknownLengthByteByByte() throws Exception {
    byte[] body = new byte[90_000];
    new Random(7).nextBytes(body);

    HttpResponse<String> response =
        send(
            request(DEPLOYMENTS)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(command.seen().getFirst().body()).isEqualTo(body);
  }

  @Test
  void refusesABodyThatIsTooLongWhetherItsLengthIsSaidOrNot() throws Exception {
    byte[] body = new byte[200_000];

    HttpResponse<String> said = send(request(DEPLOYMENTS).POST(BodyPublishers.ofByteArray(body)));
    HttpResponse<String> unsaid =
        send(
            request(DEPLOYMENTS)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

    assertThat(said.statusCode()).isEqualTo(413);
    assertThat(said.body()).contains("\"code\":\"BODY_TOO_LARGE\"").contains("102400 bytes");
    assertThat(unsaid.statusCode()).isEqualTo(413);
  }

  /**
   * A file never lies in the gateway as a whole: its first bytes arrive while the rest is unsent.
   */
  @Test
  void streamsAnUploadThatIsLongerAndSlowerThanACommandMayBe() throws Exception {
    CountDownLatch firstByteArrived = new CountDownLatch(1);
    command.streams(
        exchange -> {
          exchange.getRequestBody().read();
          firstByteArrived.countDown();
          long rest = exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
          byte[] answer = Long.toString(rest + 1).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    PipedInputStream body = new PipedInputStream(250_000);
    CompletableFuture<HttpResponse<String>> response;
    try (PipedOutputStream client = new PipedOutputStream(body)) {
      response =
          CLIENT.sendAsync(
              request(UPLOAD).POST(BodyPublishers.ofInputStream(() -> body)).build(),
              BodyHandlers.ofString());
      client.write(new byte[50_000]);
      client.flush();
      assertThat(firstByteArrived.await(20, TimeUnit.SECONDS)).isTrue();
      // Longer than a command may take.
      assertThat(response).failsWithin(Duration.ofMillis(1_200));
      client.write(new byte[150_000]);
    }

    assertThat(response.get(20, TimeUnit.SECONDS).body()).isEqualTo("200000");
    HttpResponse<String> tooLong =
        send(request(UPLOAD).POST(BodyPublishers.ofByteArray(new byte[400_000])));
    assertThat(tooLong.statusCode()).isEqualTo(413);
    assertThat(tooLong.body()).contains("307200 bytes").contains("\"ok\":false");
  }

  @Test
  void saysInThePlatformsFormWhatItDoesNotServe() throws Exception {
    HttpResponse<String> response =
        send(request("/sql/v1beta1/namespaces/default/sqlscripts:validate").GET());

    assertThat(response.statusCode()).isEqualTo(501);
    assertThat(response.body())
        .contains("\"code\":\"NOT_IMPLEMENTED\"")
        .contains("\"description\":\"Weir does not serve the paths for SQL.")
        .contains("\"cause\":null")
        .contains("\"ok\":false");
    assertThat(command.seen()).isEmpty();
  }

  @Test
  void passesEventsOnAsTheyComeAndEndsTheStreamWhenTheClientGoes() throws Exception {
    CountDownLatch clientGone = new CountDownLatch(1);
    CountDownLatch sendSecond = new CountDownLatch(1);
    projection.answers(
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          try {
            exchange.getResponseBody().write("data: one\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            sendSecond.await();
            exchange.getResponseBody().write("data: two\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            while (true) {
              TimeUnit.MILLISECONDS.sleep(20);
              exchange.getResponseBody().write(":\n\n".getBytes(StandardCharsets.UTF_8));
              exchange.getResponseBody().flush();
            }
          } catch (IOException gone) {
            clientGone.countDown();
          } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
          }
        });

    HttpResponse<InputStream> response =
        CLIENT.send(
            request("/api/v1/namespaces/default/events?watch=true").build(),
            BodyHandlers.ofInputStream());
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    assertThat(lines.readLine()).isEqualTo("data: one");
    // Longer than the gateway waits for an answer to begin: a stream may last.
    assertThat(clientGone.await(1_500, TimeUnit.MILLISECONDS)).isFalse();
    sendSecond.countDown();
    assertThat(lines.readLine()).isEmpty();
    assertThat(lines.readLine()).isEqualTo("data: two");
    response.body().close();

    assertThat(clientGone.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void breaksTheClientsConnectionWhenAnAnswerBreaksOff() {
    projection.answers(
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write(new byte[10]);
          exchange.getResponseBody().flush();
          exchange.close();
        });

    assertThatThrownBy(() -> send(request(DEPLOYMENTS))).isInstanceOf(IOException.class);
    assertThat(projection.seen()).as("a request is never sent twice").hasSize(1);
  }

  @Test
  void refusesAQueryThatIsNoQuery() throws Exception {
    assertThat(
            raw("GET " + DEPLOYMENTS + "?q=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ")
        .contains("MALFORMED_QUERY");
  }

  @Test
  void tellsInJsonThatARequestIsTooLongToBeRead() throws Exception {
    for (HttpRequest.Builder request :
        List.of(
            request(DEPLOYMENTS + "?labelSelector=" + "x".repeat(20_000)),
            request(DEPLOYMENTS).header("X-Long", "x".repeat(20_000)))) {
      HttpResponse<String> response = send(request);

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("application/json");
      assertThat(response.body())
          .contains("\"code\":\"MALFORMED_REQUEST\"", "8 KB", "\"status\":400")
          .doesNotContain("<");
    }
  }

  @Test
  void saysThatAServiceIsAway() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }
    URI away = URI.create("http://127.0.0.1:" + nobody);
    try (ConfigurableApplicationContext alone = start(away, away)) {
      int alonePort = ((WebServerApplicationContext) alone).getWebServer().getPort();
      HttpResponse<String> response =
          send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + alonePort + DEPLOYMENTS)));

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).contains("1");
      assertThat(response.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
      assertThat(response.body())
          .contains("\"message\":\"The projection service is not there at the moment")
          .contains("\"code\":\"UPSTREAM_UNAVAILABLE\"")
          .contains("\"retryable\":true");
    }
  }

  @Test
  void saysThatAServiceWasTooSlowOrBrokeOff() throws Exception {
    command.answers(
        exchange -> {
          try {
            TimeUnit.SECONDS.sleep(3);
            exchange.close();
          } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
          }
        });
    HttpResponse<String> slow = send(request(DEPLOYMENTS).POST(BodyPublishers.ofString("{}")));
    command.answers(com.sun.net.httpserver.HttpExchange::close);
    HttpResponse<String> broken = send(request(DEPLOYMENTS).POST(BodyPublishers.ofString("{}")));

    assertThat(slow.statusCode()).isEqualTo(504);
    assertThat(slow.body()).contains("UPSTREAM_TIMEOUT").contains("Idempotency-Key");
    assertThat(broken.statusCode()).isEqualTo(502);
    assertThat(broken.body()).contains("UPSTREAM_BROKE_OFF");
    assertThat(command.seen()).as("a command is never sent twice").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/../internal/position",
        "/api/v1/%2e%2e/%2e%2e/internal/position",
        "/api/v1/..%2f..%2finternal",
        "/api/v1/..%5c..%5cinternal",
        "/api/v1/..;/..;/internal",
        "/api//v1",
        "/internal/position",
      })
  void neverReachesPrivatePaths(String path) throws Exception {
    String answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer).matches("(?s)HTTP/1.1 (400|404) .*");
    assertThat(answer).contains("application/problem+json").doesNotContain("<html");
    assertThat(projection.seen()).isEmpty();
  }

  @Test
  void answersHealthMetricsAndTheSwaggerProbeItself() throws Exception {
    assertThat(send(request("/livez")).statusCode()).isEqualTo(200);
    assertThat(send(request("/readyz")).statusCode()).isEqualTo(200);
    HttpResponse<String> page = send(request("/swagger"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
    HttpResponse<String> platform = send(request("/swagger.json"));
    assertThat(platform.headers().firstValue("Content-Type"))
        .hasValue("application/json;charset=UTF-8");
    assertThat(platform.body())
        .startsWith("{\"openapi\":\"3.1.0\"")
        .contains("\"/artifacts/v1/namespaces/{namespace}/artifacts:upload\"")
        .doesNotContain("\"/api/v1/namespaces/{namespace}");
    assertThat(send(request("/api/swagger.json")).body())
        .startsWith("{\"openapi\":\"3.1.0\"")
        .contains("\"/api/v1/namespaces/{namespace}/deployments\"")
        .doesNotContain("\"/artifacts/v1/");
    send(request(DEPLOYMENTS));
    await("the request is counted")
        .untilAsserted(
            () ->
                assertThat(send(request("/metrics")).body())
                    .contains(
                        "weir_gateway_requests_seconds_count{method=\"GET\",status=\"204\"}"));
  }

  @Test
  void refusesToStartWithoutTheAddressOfAService() {
    assertThatThrownBy(() -> start(URI.create("nowhere"), projection.origin()))
        .hasStackTraceContaining(
            "Expected weir.gateway.command-uri to be an origin such as http://127.0.0.1:8081, but it is nowhere.");
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(20));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  /** No client library sends such paths as they are. */
  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

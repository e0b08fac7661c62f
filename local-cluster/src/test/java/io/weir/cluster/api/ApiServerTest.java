package io.weir.cluster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.cluster.json.Trees;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is not a question of the contract: start, restart, logs, limits. */
class ApiServerTest {
  private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);

  @TempDir Path directory;
  private final HttpClient http = HttpClient.newHttpClient();
  private final PipedOutputStream output = new PipedOutputStream();
  private ApiServer server;

  @BeforeEach
  void start() {
    server = ApiServer.start(directory, ANY_PORT, this::log);
  }

  @AfterEach
  void stop() {
    server.close();
    http.close();
  }

  private Optional<InputStream> log(
      String namespace, String pod, String container, LogOptions options) {
    try {
      return options.previous() ? Optional.empty() : Optional.of(new PipedInputStream(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.uri() + path))
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) {
    return Trees.parse(response.body().getBytes(StandardCharsets.UTF_8));
  }

  private void aPod() throws Exception {
    String pod =
        "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":[{\"name\":\"main\",\"image\":\"weir.invalid/none:1\"}]}}";
    assertThat(send("POST", "/api/v1/namespaces/default/pods", pod).statusCode()).isEqualTo(201);
  }

  @Test
  void objectsAndVersionsSurviveARestart() throws Exception {
    String maps = "/api/v1/namespaces/default/configmaps";
    String version =
        Trees.text(
            json(send("POST", maps, "{\"metadata\":{\"name\":\"kept\"},\"data\":{\"a\":\"1\"}}")),
            "metadata",
            "resourceVersion");
    server.close();
    server = ApiServer.start(directory, ANY_PORT, PodLogs.NONE);
    JsonNode kept = json(send("GET", maps + "/kept", ""));
    assertThat(Trees.text(kept, "metadata", "resourceVersion")).isEqualTo(version);
    assertThat(Trees.text(kept, "data", "a")).isEqualTo("1");
    assertThat(
            Trees.text(json(send("GET", "/api/v1/namespaces", "")), "metadata", "resourceVersion"))
        .as("nothing is written anew")
        .isEqualTo(version);
  }

  @Test
  void aLogIsSentWhileItIsWritten() throws Exception {
    aPod();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(server.uri() + "/api/v1/namespaces/default/pods/p/log?follow=true"))
            .build();
    var answer = http.sendAsync(request, BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.get().body(), StandardCharsets.UTF_8))) {
      for (String line : new String[] {"first", "second"}) {
        output.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        output.flush();
        assertThat(lines.readLine()).as("before the log has ended").isEqualTo(line);
      }
      output.close();
      assertThat(lines.readLine()).isNull();
    }
  }

  @Test
  void aLogThatIsNotThereIsRefusedWithTheReason() throws Exception {
    aPod();
    HttpResponse<String> refused =
        send("GET", "/api/v1/namespaces/default/pods/p/log?previous=true", "");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Trees.text(json(refused), "message"))
        .isEqualTo("previous terminated container \"main\" in pod \"p\" not found");
    assertThat(send("GET", "/api/v1/namespaces/default/pods/p/log?tailLines=x", "").statusCode())
        .isEqualTo(400);
    assertThat(send("GET", "/api/v1/namespaces/default/pods/absent/log", "").statusCode())
        .isEqualTo(404);
  }

  @Test
  void aPodIsBoundOnce() throws Exception {
    aPod();
    String binding = "{\"target\":{\"kind\":\"Node\",\"name\":\"local\"}}";
    assertThat(send("POST", "/api/v1/namespaces/default/pods/p/binding", binding).statusCode())
        .isEqualTo(201);
    assertThat(
            Trees.text(
                json(send("GET", "/api/v1/namespaces/default/pods/p", "")), "spec", "nodeName"))
        .isEqualTo("local");
    assertThat(send("POST", "/api/v1/namespaces/default/pods/p/binding", binding).statusCode())
        .isEqualTo(409);
  }

  @Test
  void aRunningPodIsGivenItsGraceAndGoesWhenTheKubeletSaysSo() throws Exception {
    aPod();
    send("POST", "/api/v1/namespaces/default/pods/p/binding", "{\"target\":{\"name\":\"local\"}}");
    JsonNode marked = json(send("DELETE", "/api/v1/namespaces/default/pods/p", ""));
    assertThat(Trees.number(marked, "metadata", "deletionGracePeriodSeconds")).contains(30L);
    assertThat(send("GET", "/api/v1/namespaces/default/pods/p", "").statusCode()).isEqualTo(200);
    send("DELETE", "/api/v1/namespaces/default/pods/p", "{\"gracePeriodSeconds\":0}");
    assertThat(send("GET", "/api/v1/namespaces/default/pods/p", "").statusCode()).isEqualTo(404);
  }

  @Test
  void aBodyBeyondTheLimitIsRefused() throws Exception {
    HttpResponse<String> refused =
        send("POST", "/api/v1/namespaces/default/configmaps", " ".repeat((3 << 20) + 1));
    assertThat(refused.statusCode()).isEqualTo(413);
  }

  @Test
  void bodiesThatAreNoObjectsAreRefused() throws Exception {
    for (String body : new String[] {"[]", "{", "a: [", "\"text\""}) {
      HttpResponse<String> refused = send("POST", "/api/v1/namespaces/default/configmaps", body);
      assertThat(refused.statusCode()).as(body).isEqualTo(400);
      assertThat(Trees.text(json(refused), "kind")).isEqualTo("Status");
    }
  }

  @Test
  void protobufThatCannotBeReadIsRefusedWithTheReason() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.uri() + "/api/v1/namespaces/default/configmaps"))
            .POST(BodyPublishers.ofString("not protobuf"))
            .header("Content-Type", "application/vnd.kubernetes.protobuf")
            .build();
    HttpResponse<String> refused = http.send(request, BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("does not start as a Kubernetes protobuf object does");
  }

  @Test
  void anAddressInUseIsNamed() {
    assertThatThrownBy(
            () ->
                ApiServer.start(
                    directory.resolve("other"),
                    new InetSocketAddress("127.0.0.1", server.port()),
                    PodLogs.NONE))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("127.0.0.1:" + server.port());
  }
}

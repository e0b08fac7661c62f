package io.weir.standalone.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Sends requests to one origin. Every answer is an {@link Answer}, refusals included. */
public final class WeirClient {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration AGAIN_AFTER = Duration.ofMillis(500);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final URI origin;
  private final HttpClient http;

  public WeirClient(URI origin, HttpClient http) {
    this.origin = origin;
    this.http = http;
  }

  public URI origin() {
    return origin;
  }

  public Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  public Answer delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE());
  }

  public Answer postYaml(String path, String body) throws IOException, InterruptedException {
    return command("POST", path, "application/yaml", body);
  }

  public Answer postJson(String path, String body) throws IOException, InterruptedException {
    return command("POST", path, "application/json", body);
  }

  public Answer patchJson(String path, String body) throws IOException, InterruptedException {
    return command("PATCH", path, "application/json", body);
  }

  /**
   * Sends a command under an idempotency key of its own. While the answer is 503, which says that
   * nothing happened or that nobody knows, it is sent again under the same key.
   */
  private Answer command(String method, String path, String contentType, String body)
      throws IOException, InterruptedException {
    Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Answer answer = sendBody(method, path, contentType, body, key);
    while (answer.status() == 503 && System.nanoTime() < deadline) {
      Thread.sleep(AGAIN_AFTER);
      answer = sendBody(method, path, contentType, body, key);
    }
    return answer;
  }

  /** Sends a body once, with headers of the caller's own. */
  public Answer sendBody(
      String method, String path, String contentType, String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", contentType)
            .method(method, BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return send(request);
  }

  /**
   * Sends a request once with exactly these headers; only {@code Host} and what frames a body come
   * by themselves.
   *
   * @param body absent: no body at all
   */
  public Answer exactly(
      String method, String path, Map<String, String> headers, Optional<String> body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin + path))
            .timeout(PATIENCE)
            .method(method, body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
    headers.forEach(request::header);
    return send(request);
  }

  /** Uploads a file under its own name; the answer's {@code /artifact/uri} is for jobs. */
  public Answer upload(String namespace, Path file) throws IOException, InterruptedException {
    String border = "weir-" + UUID.randomUUID();
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/java-archive\r\n\r\n"
            .formatted(border, file.getFileName());
    return send(
        request("/artifacts/v1/namespaces/" + namespace + "/artifacts:upload")
            .header("Content-Type", "multipart/form-data; boundary=" + border)
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofFile(file),
                    BodyPublishers.ofString("\r\n--" + border + "--\r\n"))));
  }

  /** The body of a GET as text; the answer's body when it is no JSON. */
  public String getText(String path) throws IOException, InterruptedException {
    return http.send(request(path).GET().build(), BodyHandlers.ofString()).body();
  }

  /** A value for a query or a path. */
  public static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(origin + path))
        .timeout(PATIENCE)
        .header("Accept", "application/json");
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.headers(), parse(response.body()));
  }

  private static JsonNode parse(String body) {
    if (body.isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(body);
    } catch (JacksonException notJson) {
      return JSON.getNodeFactory().stringNode(body);
    }
  }
}

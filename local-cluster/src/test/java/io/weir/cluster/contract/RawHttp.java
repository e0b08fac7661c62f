package io.weir.cluster.contract;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.weir.cluster.json.Trees;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Requests as they go over the wire, with the client's connection and credentials but none of its
 * opinions.
 */
public final class RawHttp {
  public static final String JSON_PATCH = "application/json-patch+json";
  public static final String MERGE_PATCH = "application/merge-patch+json";
  public static final String STRATEGIC_PATCH = "application/strategic-merge-patch+json";
  public static final String APPLY_PATCH = "application/apply-patch+yaml";

  private final HttpClient http;
  private final String base;

  RawHttp(KubernetesClient client) {
    this.http = client.getHttpClient();
    String url = client.getMasterUrl().toString();
    this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /**
   * What came back.
   *
   * @param body missing if it was no JSON document
   */
  public record Answer(int code, JsonNode body, String text, List<String> warnings) {
    public String text(String... path) {
      return Trees.text(body, path);
    }

    public String message() {
      return text("message");
    }

    public String reason() {
      return text("reason");
    }

    /** The lines of a watch, one JSON event each. */
    public List<JsonNode> lines() {
      return Arrays.stream(text.split("\n"))
          .filter(line -> !line.isBlank())
          .map(line -> Trees.parse(line.getBytes(StandardCharsets.UTF_8)))
          .toList();
    }
  }

  public Answer get(String path) {
    return send("GET", path, "application/json", null, Map.of());
  }

  public Answer get(String path, String accept) {
    return send("GET", path, "application/json", null, Map.of("Accept", accept));
  }

  public Answer post(String path, String body) {
    return send("POST", path, "application/json", body, Map.of());
  }

  public Answer put(String path, String body) {
    return send("PUT", path, "application/json", body, Map.of());
  }

  public Answer patch(String path, String contentType, String body) {
    return send("PATCH", path, contentType, body, Map.of());
  }

  public Answer delete(String path, String body) {
    return send("DELETE", path, "application/json", body, Map.of());
  }

  private Answer send(
      String method, String path, String contentType, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        http.newHttpRequestBuilder().uri(base + path).timeout(60, TimeUnit.SECONDS);
    headers.forEach(request::header);
    request.method(method, contentType, body);
    try {
      HttpResponse<byte[]> response =
          http.sendAsync(request.build(), byte[].class).get(70, TimeUnit.SECONDS);
      byte[] bytes = response.body() == null ? new byte[0] : response.body();
      String text = new String(bytes, StandardCharsets.UTF_8);
      return new Answer(response.code(), json(text), text, response.headers("Warning"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted during " + method + " " + path, e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "Expected an answer to " + method + " " + path + ", but: " + e, e);
    }
  }

  private static JsonNode json(String text) {
    boolean oneDocument = text.startsWith("{") && !text.startsWith("{\"type\":");
    return oneDocument
        ? Trees.parse(text.getBytes(StandardCharsets.UTF_8))
        : MissingNode.getInstance();
  }
}

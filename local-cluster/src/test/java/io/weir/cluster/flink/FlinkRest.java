package io.weir.cluster.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Flink's REST API, as far as the tests ask it. */
final class FlinkRest {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final String base;

  FlinkRest(String podIp) {
    this.base = "http://" + podIp + ":8081";
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(5)));
  }

  JsonNode post(String path, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(5))
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** RUNNING only if all tasks run too. */
  String state(String job) throws IOException, InterruptedException {
    JsonNode answer = get("/jobs/" + job);
    String state = answer.path("state").asText();
    boolean allTasks = true;
    for (JsonNode vertex : answer.path("vertices")) {
      allTasks &= vertex.path("status").asText().equals("RUNNING");
    }
    return state.equals("RUNNING") && !allTasks ? "STARTING" : state;
  }

  int completedCheckpoints(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job + "/checkpoints").path("counts").path("completed").asInt();
  }

  /** The number of the checkpoint that the job was restored from; -1 for none. */
  int restoredCheckpoint(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job + "/checkpoints")
        .path("latest")
        .path("restored")
        .path("id")
        .asInt(-1);
  }

  int newestCheckpoint(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job + "/checkpoints")
        .path("latest")
        .path("completed")
        .path("id")
        .asInt(-1);
  }

  private static JsonNode send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return JsonMapper.builder()
        .build()
        .readTree(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
  }
}

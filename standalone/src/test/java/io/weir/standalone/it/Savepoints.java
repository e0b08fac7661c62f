package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.standalone.client.Answer;
import io.weir.standalone.client.WeirClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Savepoints, as a client of the API has them. */
final class Savepoints {
  private static final String PATH = Jobs.NAMESPACE + "/savepoints";

  private final WeirClient client;
  private final Jobs jobs;

  Savepoints(WeirClient client, Jobs jobs) {
    this.client = client;
    this.jobs = jobs;
  }

  /** Takes one and waits until it is complete. */
  JsonNode take(String deploymentId) throws IOException, InterruptedException {
    Answer asked =
        client.postJson(PATH, "{\"metadata\":{\"deploymentId\":\"" + deploymentId + "\"}}");
    assertThat(asked.status()).as("%s", asked.body()).isEqualTo(201);
    return await("the savepoint is complete")
        .atMost(Duration.ofMinutes(2))
        .until(() -> get(asked.body()), answer -> answer.text("/status/state").equals("COMPLETED"))
        .body();
  }

  Answer get(JsonNode savepoint) throws IOException, InterruptedException {
    return client.get(PATH + "/" + Jobs.idOf(savepoint));
  }

  Answer delete(JsonNode savepoint) throws IOException, InterruptedException {
    return client.delete(PATH + "/" + Jobs.idOf(savepoint));
  }

  void awaitGone(JsonNode savepoint) {
    await("the savepoint is gone")
        .atMost(Duration.ofMinutes(1))
        .until(() -> get(savepoint).status() == 404);
  }

  /**
   * The newest that came about so, which is complete.
   *
   * @param origin {@code USER_REQUEST}, {@code SUSPEND}, {@code RETAINED_CHECKPOINT}
   */
  JsonNode newest(String deploymentId, String origin) throws IOException, InterruptedException {
    List<JsonNode> savepoints =
        jobs.items("savepoints", deploymentId).stream()
            .filter(savepoint -> savepoint.at("/metadata/origin").asString("").equals(origin))
            .toList();
    assertThat(savepoints).as("savepoints of origin %s", origin).isNotEmpty();
    assertThat(savepoints.getLast().at("/status/state").asString()).isEqualTo("COMPLETED");
    return savepoints.getLast();
  }

  static String location(JsonNode savepoint) {
    return savepoint.at("/spec/savepointLocation").asString();
  }

  static Path data(JsonNode savepoint) {
    return Path.of(URI.create(location(savepoint)).getPath());
  }
}

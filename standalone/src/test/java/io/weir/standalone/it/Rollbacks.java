package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.standalone.client.Answer;
import io.weir.standalone.client.WeirClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Goes back to what earlier jobs ran, and finds what is on record of it. */
final class Rollbacks {
  private static final String ACTOR = "user:anonymous";
  private static final String REASON = "The new version counts too fast.";

  private final WeirClient client;

  Rollbacks(WeirClient client) {
    this.client = client;
  }

  /**
   * Goes back, with a reason.
   *
   * @param jobId the job that ran it
   * @param restore {@code LATEST}, {@code OF_JOB} or {@code NONE}
   * @return the deployment as it is then
   */
  Answer goBack(String deployment, String jobId, String restore)
      throws IOException, InterruptedException {
    Answer answer =
        client.sendBody(
            "POST",
            Jobs.NAMESPACE + "/deployments/" + deployment + "/rollback",
            "application/json",
            "{\"jobId\":\"%s\",\"restore\":\"%s\"}".formatted(jobId, restore),
            Map.of("X-Weir-Reason", REASON));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    assertThat(answer.text("/status/state")).isEqualTo("TRANSITIONING");
    return answer;
  }

  /** A line of the timeline, with who went back and why. */
  static String said(String line) {
    return "%s (%s, RollBackDeployment: %s)".formatted(line, ACTOR, REASON);
  }

  /** Who, why, by which command, and what began by it. */
  void assertOnRecord(String deploymentId) throws IOException, InterruptedException {
    List<JsonNode> caused =
        StreamSupport.stream(
                client
                    .get(Jobs.NAMESPACE + "/audit?deploymentId=" + deploymentId)
                    .body()
                    .path("items")
                    .spliterator(),
                false)
            .map(entry -> entry.path("spec"))
            .filter(entry -> entry.path("command").asString("").equals("RollBackDeployment"))
            .toList();
    assertThat(caused)
        .extracting(entry -> entry.path("event").asString())
        .startsWith("deployment.spec-revised", "transition.started");
    assertThat(caused)
        .allSatisfy(
            entry -> {
              assertThat(entry.path("actor").asString()).isEqualTo(ACTOR);
              assertThat(entry.path("reason").asString()).isEqualTo(REASON);
              assertThat(entry.path("causationId"))
                  .isEqualTo(caused.getFirst().path("causationId"));
            });
  }
}

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

  /** Of the last one: who, why, by which command, and what began by it. */
  void assertOnRecord(String deploymentId) throws IOException, InterruptedException {
    List<JsonNode> all =
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
    JsonNode cause = all.getLast().path("causationId");
    List<JsonNode> caused =
        all.stream().filter(entry -> entry.path("causationId").equals(cause)).toList();
    assertThat(caused)
        .extracting(entry -> entry.path("event").asString())
        .startsWith("deployment.spec-revised", "transition.started");
    assertThat(caused)
        .allSatisfy(
            entry -> {
              assertThat(entry.path("actor").asString()).isEqualTo(ACTOR);
              assertThat(entry.path("reason").asString()).isEqualTo(REASON);
            });
  }

  /**
   * The last job began from what was left of an earlier one, it is told why, and all of it is on
   * record.
   *
   * @param jobId the earlier one
   * @param location what was left
   */
  void assertWentBackToStateOf(Jobs jobs, String deployment, String jobId, String location)
      throws IOException, InterruptedException {
    JsonNode back = jobs.list("jobs", deployment).getLast();
    assertThat(back.at("/spec/savepointLocation").asString()).isEqualTo(location);
    assertThat(back.at("/spec/restore/rule").asString()).isEqualTo("OF_JOB");
    assertThat(back.at("/spec/restore/explanation").asString())
        .contains(
            location,
            "the newest that is left of job " + jobId + ", to which the deployment goes back");
    JsonNode savepoint =
        jobs.list("savepoints", deployment).stream()
            .filter(each -> Savepoints.location(each).equals(location))
            .findFirst()
            .orElseThrow();
    assertThat(jobs.messages(deployment))
        .contains(
            said(
                "Deployment '%s' goes back to what job %s ran, with the state of that time: savepoint %s."
                    .formatted(deployment, jobId, Jobs.idOf(savepoint))));
    assertOnRecord(Jobs.idOf(jobs.get(deployment).body()));
  }
}

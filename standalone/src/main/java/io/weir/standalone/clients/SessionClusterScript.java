package io.weir.standalone.clients;

import io.weir.standalone.client.Answer;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An installation's shell script: the platform, then a session cluster, then what runs on it. */
final class SessionClusterScript implements ClientFlow {
  private static final String NAME = "sql-editor";
  private static final String JOB = "on-it";

  @Override
  public String does() {
    return "waits for /swagger, brings a session cluster up from a YAML file and a deployment on it, takes both down";
  }

  @Override
  public void run(Place place) throws IOException, InterruptedException {
    Voice script = Voice.yamlScript(place.client());
    place.await("/swagger to answer 200", () -> script.get("/swagger").status() == 200);
    String cluster = place.path("sessionclusters", NAME);
    create(place, script);
    Answer running = place.awaitWish(script, cluster);
    Expect.that(!running.text("/status/running/startedAt").isEmpty(), "a time of start", running);
    runsADeploymentOnIt(place, script, cluster);

    // Its JSON helper sets the media type on every request.
    Voice helper = Voice.generated(place.client());
    Expect.refusal(helper.delete(cluster), 409, "STOPPED");
    Expect.json(helper.patch(cluster, "{\"spec\":{\"state\":\"STOPPED\"}}"), 200);
    place.awaitWish(helper, cluster);
    Expect.json(helper.delete(cluster), 200);
    Expect.refusal(helper.get(cluster), 404, NAME);
  }

  /** An export as it is kept in a repository: with a version, and numbers where texts belong. */
  private static void create(Place place, Voice script) throws IOException, InterruptedException {
    Expect.json(
        script.post(
            place.path("deployment-targets"),
            "{metadata: {name: session-target}, spec: {kubernetes: {}}}"),
        201);
    Answer created =
        Expect.json(
            script.post(
                place.path("sessionclusters"),
                """
                apiVersion: v1
                kind: SessionCluster
                metadata:
                  name: %s
                  resourceVersion: 20
                spec:
                  state: RUNNING
                  deploymentTargetName: session-target
                  flinkVersion: 2.3
                  numberOfTaskManagers: 1
                  flinkConfiguration:
                    taskmanager.numberOfTaskSlots: 2
                """
                    .formatted(NAME)),
            201);
    Expect.text(created, "/status/state", "STARTING");
    Expect.text(created, "/spec/flinkConfiguration/taskmanager.numberOfTaskSlots", "2");
    Expect.text(created, "/spec/flinkVersion", "2.3");
    Expect.that(created.number("/metadata/resourceVersion") < 20, "a version of its own", created);
  }

  private static void runsADeploymentOnIt(Place place, Voice script, String cluster)
      throws IOException, InterruptedException {
    String id = createOnIt(place, script);
    String deployment = place.path("deployments", JOB);
    place.awaitWish(script, deployment);
    List<JsonNode> jobs = Expect.items(script.get(place.path("jobs") + "?deploymentId=" + id));
    Expect.equal(1, jobs.size(), "the number of jobs");
    Expect.equal(
        NAME, jobs.getFirst().at("/metadata/sessionClusterName").asString(), "the job's cluster");
    Expect.refusal(script.patch(cluster, "spec: {state: STOPPED}"), 409, JOB);

    Answer requested =
        Expect.json(
            script.post(place.path("savepoints"), "metadata: {deploymentId: %s}".formatted(id)),
            201);
    place.awaitSavepoint(script, requested.text("/metadata/id"));
    Expect.json(script.patch(deployment, "spec: {state: SUSPENDED}"), 200);
    place.awaitWish(script, deployment);
    List<JsonNode> taken =
        Expect.items(script.get(place.path("savepoints") + "?deploymentId=" + id));
    Expect.equal(
        List.of("USER_REQUEST", "SUSPEND"),
        taken.stream().map(each -> each.at("/metadata/origin").asString()).toList(),
        "origins of savepoints");
    Expect.text(script.get(cluster), "/status/state", "RUNNING");

    Expect.json(script.patch(deployment, "spec: {state: CANCELLED}"), 200);
    place.awaitWish(script, deployment);
    Expect.json(script.delete(deployment), 200);
    Expect.refusal(script.get(deployment), 404, JOB);
  }

  /** An export in session mode: the other mode is null, and of processes there is nothing. */
  private static String createOnIt(Place place, Voice script)
      throws IOException, InterruptedException {
    Answer created =
        Expect.json(
            script.post(
                place.path("deployments"),
                """
                apiVersion: v1
                kind: Deployment
                metadata: {name: %s}
                spec:
                  state: RUNNING
                  deploymentTargetId: null
                  deploymentTargetName: null
                  sessionClusterName: %s
                  upgradeStrategy: {kind: STATEFUL}
                  restoreStrategy: {kind: LATEST_STATE, allowNonRestoredState: false}
                  template:
                    metadata:
                      annotations:
                        flink.security.ssl.enabled: 'false'
                        flink.queryable-state.enabled: 'false'
                    spec:
                      artifact: {kind: JAR, jarUri: '%s', entryClass: %s, mainArgs: --rate 20}
                      parallelism: 1
                      resources: {}
                      flinkConfiguration: {execution.checkpointing.interval: 1s}
                """
                    .formatted(JOB, NAME, place.jar(), WordCounter.MAIN_CLASS)),
            201);
    Expect.text(created, "/status/state", "TRANSITIONING");
    Expect.text(created, "/spec/sessionClusterName", NAME);
    Expect.text(created, "/spec/deploymentTargetName", "");
    return created.text("/metadata/id");
  }
}

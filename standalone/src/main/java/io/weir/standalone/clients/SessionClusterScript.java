package io.weir.standalone.clients;

import io.weir.standalone.client.Answer;
import java.io.IOException;

/** An installation's shell script: waits for the platform, then for a session cluster. */
final class SessionClusterScript implements ClientFlow {
  private static final String NAME = "sql-editor";

  @Override
  public String does() {
    return "waits for /swagger, brings a session cluster up from a YAML file, stops and deletes it";
  }

  @Override
  public void run(Place place) throws IOException, InterruptedException {
    Voice script = Voice.yamlScript(place.client());
    place.await("/swagger to answer 200", () -> script.get("/swagger").status() == 200);
    String cluster = place.path("sessionclusters", NAME);
    create(place, script);
    Answer running = place.awaitWish(script, cluster);
    Expect.that(!running.text("/status/running/startedAt").isEmpty(), "a time of start", running);

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
}

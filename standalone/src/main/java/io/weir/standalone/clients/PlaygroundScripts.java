package io.weir.standalone.clients;

import io.weir.standalone.client.Answer;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Short YAML files and the scripts around them, as in a platform's first hour. */
final class PlaygroundScripts implements ClientFlow {
  private static final String NAME = "top-speed";

  @Override
  public String does() {
    return "creates by a minimal YAML, upgrades by another query of jarUri, stops and deletes in one breath";
  }

  @Override
  public void run(Place place) throws IOException, InterruptedException {
    Voice script = Voice.yamlScript(place.client());
    String deployment = place.path("deployments", NAME);
    prepare(place, script);
    create(place, script);
    Answer running = place.awaitWish(script, deployment);
    Expect.that(running.body().at("/status/running/conditions").isArray(), "conditions", running);

    upgradeByQuery(place, script, deployment);
    deleteAtOnce(place, script, deployment);
  }

  /** What the platform's own configuration says there, the namespace says here. */
  private static void prepare(Place place, Voice script) throws IOException, InterruptedException {
    Expect.json(
        script.post(
            place.path("deployment-targets"),
            """
            kind: DeploymentTarget
            apiVersion: v1
            metadata: {name: vvp-jobs}
            spec: {kubernetes: {}}
            """),
        201);
    Expect.json(
        script.patch(
            place.path("deployment-defaults"),
            """
            kind: DeploymentDefaults
            spec:
              state: RUNNING
              template:
                spec:
                  resources:
                    jobmanager: {cpu: 0.5, memory: 1G}
                    taskmanager: {cpu: 0.5, memory: 1G}
                  flinkConfiguration:
                    state.backend: filesystem
                    taskmanager.memory.managed.fraction: 0.0
                    high-availability: vvp-kubernetes
                    execution.checkpointing.interval: 1s
                    execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
            """),
        200);
  }

  private static void create(Place place, Voice script) throws IOException, InterruptedException {
    Answer created =
        Expect.json(
            script.post(
                place.path("deployments"),
                """
                kind: Deployment
                apiVersion: v1
                metadata:
                  name: %s
                  labels: {playground: true, release: 4}
                spec:
                  deploymentTargetName: vvp-jobs
                  template:
                    spec:
                      artifact:
                        kind: jar
                        jarUri: %s
                        mainArgs: --rate 20
                        entryClass: %s
                        flinkVersion: 1.20
                """
                    .formatted(NAME, place.jar(), WordCounter.MAIN_CLASS)),
            201);
    Expect.text(created, "/status/state", "TRANSITIONING");
    Expect.text(created, "/spec/state", "RUNNING");
    Expect.text(created, "/spec/upgradeStrategy/kind", "STATEFUL");
    Expect.text(created, "/spec/restoreStrategy/kind", "LATEST_STATE");
    Expect.text(created, "/spec/template/spec/artifact/flinkVersion", "1.20");
    Expect.text(created, "/metadata/labels/playground", "true");
    JsonNode cpu = created.body().at("/spec/template/spec/resources/jobmanager/cpu");
    Expect.that(cpu.isNumber() && cpu.asDouble() == 0.5, "half a CPU as a number", created);
  }

  /** The program is the same; only the query says another commit. */
  private static void upgradeByQuery(Place place, Voice script, String deployment)
      throws IOException, InterruptedException {
    Answer patched =
        Expect.status(
            script
                .saying("Accept", "application/yaml")
                .patch(
                    deployment,
                    "spec: {template: {spec: {artifact: {jarUri: '%s?commit=abc'}}}}"
                        .formatted(place.jar())),
            200);
    Expect.that(
        patched.header("Content-Type").orElse("").contains("application/yaml")
            && patched.body().asString("").contains("?commit=abc"),
        "the deployment in YAML",
        patched);
    Answer upgraded = place.awaitWish(script, deployment);

    List<JsonNode> jobs =
        Expect.items(
            script.get(place.path("jobs") + "?deploymentId=" + upgraded.text("/metadata/id")));
    Expect.equal(2, jobs.size(), "the number of jobs");
    Expect.equal("TERMINATED", jobs.get(0).at("/status/state").asString(), "the old job's state");
    Expect.equal(
        upgraded.text("/status/running/jobId"),
        jobs.get(1).at("/metadata/id").asString(),
        "the running job");
    Expect.that(
        !jobs.get(1).at("/spec/savepointLocation").asString("").isEmpty(),
        "a job that goes on from a savepoint",
        jobs.get(1));
  }

  private static void deleteAtOnce(Place place, Voice script, String deployment)
      throws IOException, InterruptedException {
    Expect.json(script.patch(deployment, "spec: {state: CANCELLED}"), 200);
    Expect.json(script.delete(deployment), 200);
    Expect.refusal(script.get(deployment), 404, NAME);
    Expect.refusal(script.delete(deployment), 404, "");
    String again =
        "{metadata: {name: %s}, spec: {state: CANCELLED, deploymentTargetName: vvp-jobs, template: {spec: {artifact: {kind: JAR, jarUri: '%s'}}}}}"
            .formatted(NAME, place.jar());
    place.await(
        "the name of what was deleted to be free",
        () -> Expect.json(script.post(place.path("deployments"), again), 201, 409).status() == 201);
  }
}

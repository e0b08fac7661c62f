package io.weir.standalone.clients;

import io.weir.standalone.client.Answer;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A terminal client of newer platforms, which sends metadata and spec only. */
final class TerminalClient implements ClientFlow {
  private static final String NAME = "from-a-terminal";

  @Override
  public String does() {
    return "reads by with-cr, upserts secrets and defaults, learns what it wrote wrong, cancels a start by force";
  }

  @Override
  public void run(Place place) throws IOException, InterruptedException {
    Voice client = Voice.jsonProgram(place.client());
    Expect.json(client.get("/api/v1/status"), 200);
    upserts(place, client);
    learnsWhatIsWrong(place, client);
    String id = creates(place, client);
    readsWithResources(place, client);
    Expect.refusal(
        client.post(
            place.path("savepoints"),
            "{\"metadata\":{\"name\":\"mine\",\"namespace\":\"%s\"},\"spec\":{\"deploymentId\":\"%s\"}}"
                .formatted(place.name(), id)),
        409,
        "Ask again when it runs");
    deletesByForce(place, client);
  }

  private static void upserts(Place place, Voice client) throws IOException, InterruptedException {
    String secret =
        "{\"metadata\":{\"name\":\"repository\"},\"spec\":{\"kind\":\"Plain\",\"value\":\"of-the-flow\"}}";
    Expect.json(client.put(place.path("secret-values", "repository"), secret), 201);
    Answer shown = Expect.json(client.put(place.path("secret-values", "repository"), secret), 200);
    Expect.that(
        !shown.body().toString().contains("of-the-flow"), "no value in the answer", shown.status());
    Expect.json(
        client.put(place.path("deployment-targets", "default"), "{\"spec\":{\"kubernetes\":{}}}"),
        201);
    Expect.json(
        client.put(
            place.path("deployment-defaults"),
            "{\"metadata\":{},\"spec\":{\"maxJobCreationAttempts\":1}}"),
        200);
  }

  private static void learnsWhatIsWrong(Place place, Voice client)
      throws IOException, InterruptedException {
    Expect.refusal(
        post(place, client, "\"restoreStrategy\":{\"allowNonRestoredState\":true}", jar(place)),
        400,
        "missing type id property 'kind'");
    Expect.refusal(post(place, client, "\"state\":\"\"", jar(place)), 400, "/spec/state");
    Expect.refusal(post(place, client, "\"state\":\"CANCELLED\"", "null"), 400, "must not be null");
    Expect.equal(
        List.of(), Expect.items(client.get(place.path("deployments"))), "deployments so far");
  }

  private static String creates(Place place, Voice client)
      throws IOException, InterruptedException {
    Answer created = Expect.json(post(place, client, "\"state\":\"RUNNING\"", jar(place)), 201);
    Expect.equal(1L, created.number("/spec/maxJobCreationAttempts"), "attempts by default");
    Expect.text(created, "/spec/template/spec/resources/taskmanager/memory", "1G");
    return created.text("/metadata/id");
  }

  private static Answer post(Place place, Voice client, String field, String jar)
      throws IOException, InterruptedException {
    return client.post(
        place.path("deployments"),
        """
        {"metadata": {"name": "%s", "namespace": "%s"},
         "spec": {%s, "deploymentTargetName": "default", "template": {"spec": {
           "artifact": {"kind": "JAR", "jarUri": %s, "entryClass": "%s", "mainArgs": "--rate 1"},
           "resources": {"jobmanager": {"cpu": "1", "memory": "1G"}, "taskmanager": {}}}}}}"""
            .formatted(NAME, place.name(), field, jar, WordCounter.MAIN_CLASS));
  }

  private static String jar(Place place) {
    return "\"" + place.jar() + "\"";
  }

  private static void readsWithResources(Place place, Voice client)
      throws IOException, InterruptedException {
    Answer list = Expect.json(client.get(place.path("deployments", "with-cr")), 200);
    List<JsonNode> items = List.copyOf(list.body().path("items").values());
    Expect.equal(1, items.size(), "the number of deployments");
    Expect.equal(
        NAME, items.getFirst().at("/deployment/metadata/name").asString(""), "the one in the list");
    Answer one = Expect.json(client.get(place.path("deployments", "with-cr", NAME)), 200);
    Expect.text(one, "/deployment/spec/state", "RUNNING");
    Expect.refusal(client.get(place.path("deployments", "with-cr", "nobody")), 404, "nobody");
  }

  /** While it starts: nothing waits for the job to come up first. */
  private static void deletesByForce(Place place, Voice client)
      throws IOException, InterruptedException {
    String deployment = place.path("deployments", NAME);
    Expect.json(client.patch(deployment, "{\"spec\":{\"state\":\"CANCELLED\"}}"), 200);
    Expect.json(client.delete(deployment), 200);
    Expect.equal(
        List.of(), Expect.items(client.get(place.path("deployments"))), "deployments in the end");
  }
}

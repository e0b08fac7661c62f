package io.weir.standalone.clients;

import io.weir.standalone.client.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** A command-line tool that makes deployments what its files say. */
final class FileApplier implements ClientFlow {
  private static final String NAME = "applied";
  private static final String TARGET = "appliers_target";

  /** It compares all annotations with those of its file, but these. */
  private static final Set<String> SYSTEM_ANNOTATIONS =
      Set.of(
          "com.dataartisans.appmanager.controller.deployment.spec.version",
          "com.dataartisans.appmanager.controller.deployment.transitioning",
          "com.dataartisans.appmanager.controller.deployment.transitioning.since");

  @Override
  public String does() {
    return "uploads a jar, applies a file with fields of other versions, patches what differs, lists and deletes jars";
  }

  @Override
  public void run(Place place) throws IOException, InterruptedException {
    Voice tool = Voice.generated(place.client());
    readsTheJars(place, tool);
    Expect.equal(
        List.of(), Expect.items(tool.get(place.path("deployments"))), "deployments at first");
    Expect.json(
        tool.post(
            place.path("deployment-targets"),
            "{\"metadata\":{\"name\":\"%s\"},\"spec\":{}}".formatted(TARGET)),
        201);
    Answer created = Expect.json(tool.post(place.path("deployments"), file(place)), 201);
    Expect.text(created, "/status/state", "CANCELLED");

    JsonNode cpu = created.body().at("/spec/template/spec/resources/jobmanager/cpu");
    Expect.that(cpu.isNumber(), "the CPU as a number", created);
    JsonNode listed = Expect.items(tool.get(place.path("deployments"))).getFirst();
    Expect.equal(NAME, listed.at("/metadata/name").asString(), "the one in the list");
    Set<String> annotations = new TreeSet<>(listed.at("/metadata/annotations").propertyNames());
    annotations.removeAll(SYSTEM_ANNOTATIONS);
    Expect.equal(Set.of("owner"), annotations, "annotations beside the system's");

    String deployment = place.path("deployments", listed.at("/metadata/id").asString());
    Answer applied = Expect.json(tool.patch(deployment, file(place)), 200);
    Expect.text(applied, "/status/state", "CANCELLED");
    place.awaitWish(tool, deployment);
    Expect.json(tool.delete(deployment), 200);
    deletesTheJar(place, tool);
  }

  private static void readsTheJars(Place place, Voice tool)
      throws IOException, InterruptedException {
    Answer list = Expect.json(tool.get(artifacts(place, "list")), 200);
    JsonNode jar = list.body().at("/artifacts/0");
    Expect.equal(place.jar(), jar.path("uri").asString(""), "the uploaded jar");
    Expect.that(
        jar.path("createTime").asString("").matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"),
        "a time without fractions of a second",
        list);
  }

  private static void deletesTheJar(Place place, Voice tool)
      throws IOException, InterruptedException {
    String name = place.jar().substring(place.jar().lastIndexOf('/') + 1);
    Expect.status(tool.delete(artifacts(place, "delete") + "?filename=" + name), 200);
    Answer none = Expect.json(tool.get(artifacts(place, "list")), 200);
    Expect.equal(0, none.body().path("artifacts").size(), "jars in the end");
  }

  private static String artifacts(Place place, String verb) {
    return "/artifacts/v1/namespaces/" + place.name() + "/artifacts:" + verb;
  }

  /** Fields that no version of the API has, and a list of volumes where one of mounts belongs. */
  private static String file(Place place) {
    return """
        {"kind": "Deployment", "apiVersion": "v1",
         "metadata": {"name": "%s", "id": null, "annotations": {"owner": "search"}},
         "spec": {"state": "CANCELLED", "status": {"state": "RUNNING"}, "maxSavepointCreationTime": 4,
           "sessionClusterName": null, "deploymentTargetName": "%s", "upgradeStrategy": {"kind": "stateful"},
           "template": {"spec": {
             "artifact": {"kind": "JAR", "jarUri": "%s", "mainClass": "of.another.Version"},
             "flinkVersion": "1.18",
             "resources": {"jobmanager": {"cpu": "500m", "memory": "1g"}, "taskmanager": {}},
             "kubernetes": {"pods": {"labels": {"team": "search"}, "volumes": [{"name": "scratch", "emptyDir": {}}]}}
           }}}}"""
        .formatted(NAME, TARGET, place.jar());
  }
}

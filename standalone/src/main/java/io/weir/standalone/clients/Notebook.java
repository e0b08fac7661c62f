package io.weir.standalone.clients;

import io.weir.standalone.client.Answer;
import java.io.IOException;
import java.util.stream.StreamSupport;

/** A notebook's extension, which tries its namespace and token before anything else. */
final class Notebook implements ClientFlow {
  @Override
  public String does() {
    return "finds its namespace, its target by the defaults, and reads every refusal as JSON";
  }

  @Override
  public void run(Place place) throws IOException, InterruptedException {
    // With a token that nobody knows: without log-in everyone may do everything.
    Voice notebook =
        Voice.jsonProgram(place.client()).saying("Authorization", "Bearer a-stray-token");
    findsItsNamespace(place, notebook);
    String target = takesItsTargetFromTheDefaults(place, notebook);
    Expect.refusal(notebook.post(place.path("deployments"), sql(target)), 501, "SQLSCRIPT");

    Answer created =
        Expect.json(
            notebook.post(
                place.path("deployments"),
                """
                {"metadata": {"name": "a-cell", "displayName": "INSERT INTO sink SELECT * FROM source"},
                 "spec": {"state": "CANCELLED", "deploymentTargetId": "%s",
                   "template": {"spec": {"artifact": {"kind": "JAR", "jarUri": "%s"}}}}}"""
                    .formatted(target, place.jar())),
            201);
    String deployment = place.path("deployments", created.text("/metadata/id"));
    Expect.text(created, "/spec/deploymentTargetId", target);
    Expect.json(notebook.patch(deployment, "{\"spec\":{\"state\":\"CANCELLED\"}}"), 200);
    place.awaitWish(notebook, deployment);
    Expect.json(notebook.delete(deployment), 200);
    place.giveUp();
    place.awaitGone();
  }

  private static void findsItsNamespace(Place place, Voice notebook)
      throws IOException, InterruptedException {
    Answer namespaces = Expect.json(notebook.get("/namespaces/v1/namespaces"), 200);
    Expect.that(
        StreamSupport.stream(namespaces.body().path("namespaces").spliterator(), false)
            .anyMatch(each -> each.path("name").asString("").equals("namespaces/" + place.name())),
        "namespaces/" + place.name() + " in the list",
        namespaces);
    Expect.items(notebook.get(place.path("deployment-targets")));
    Expect.refusal(
        notebook.get("/api/v1/namespaces/" + place.name() + "-of-nobody/deployment-targets"),
        404,
        "of-nobody");
  }

  private static String takesItsTargetFromTheDefaults(Place place, Voice notebook)
      throws IOException, InterruptedException {
    Answer target =
        Expect.json(
            notebook.post(
                place.path("deployment-targets"),
                "{\"metadata\":{\"name\":\"notebooks\"},\"spec\":{}}"),
            201);
    String id = target.text("/metadata/id");
    Expect.json(
        notebook.patch(
            place.path("deployment-defaults"),
            "{\"spec\":{\"deploymentTargetId\":\"%s\"}}".formatted(id)),
        200);
    Answer defaults = Expect.json(notebook.get(place.path("deployment-defaults")), 200);
    Expect.text(defaults, "/spec/deploymentTargetId", id);
    return id;
  }

  private static String sql(String target) {
    return """
        {"metadata": {"name": "a-query"},
         "spec": {"deploymentTargetId": "%s",
           "template": {"spec": {"artifact": {"kind": "SQLSCRIPT", "sqlScript": "INSERT INTO sink SELECT * FROM source"}}}}}"""
        .formatted(target);
  }
}

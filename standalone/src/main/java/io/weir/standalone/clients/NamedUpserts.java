package io.weir.standalone.clients;

import io.weir.standalone.client.Answer;
import java.io.IOException;
import java.util.UUID;

/** Tools that put what they have under its name: a pipeline's deploy step, a GitOps operator. */
final class NamedUpserts implements ClientFlow {
  private static final String NAME = "upserted";

  /** What the operator insists on; it speaks to no other version. */
  private static final String VERSION = "2.6.1";

  @Override
  public String does() {
    return "puts a deployment by name twice and once more as it was read, cancels and deletes at once";
  }

  @Override
  public void run(Place place) throws IOException, InterruptedException {
    Voice operator = Voice.generated(place.client());
    Answer system = Expect.json(operator.get("/api/v1/status/system-info"), 200);
    Expect.text(system, "/status/revisionInformation/buildVersion", VERSION);
    Expect.json(operator.put(place.path("deployment-targets", "upserts"), "{\"spec\":{}}"), 201);
    Expect.json(operator.put(place.path("deployment-targets", "upserts"), "{\"spec\":{}}"), 200);

    String deployment = place.path("deployments", NAME);
    String id = putsTwice(place, deployment);
    putsWhatItRead(operator, deployment, id);
    importsASavepointUnderItsOwnId(place, operator, id);

    Expect.json(operator.patch(deployment, "{\"spec\":{\"state\":\"CANCELLED\"}}"), 200);
    Expect.json(operator.delete(deployment), 200);
    Expect.refusal(operator.delete(deployment), 404, NAME);
  }

  /** The pipeline says YAML and nothing of what it takes, and reads JSON. */
  private static String putsTwice(Place place, String deployment)
      throws IOException, InterruptedException {
    Voice pipeline = Voice.yamlScript(place.client());
    String file =
        """
        apiVersion: v1
        kind: Deployment
        metadata: {name: %s, labels: {team: search}}
        spec:
          state: CANCELLED
          deploymentTargetName: upserts
          sessionClusterName: null
          template: {spec: {artifact: {kind: JAR, jarUri: '%s'}, parallelism: 1}}
        """
            .formatted(NAME, place.jar());
    Answer created = Expect.json(pipeline.put(deployment, file), 201);
    Answer replaced = Expect.json(pipeline.put(deployment, file), 200);
    Expect.text(replaced, "/metadata/id", created.text("/metadata/id"));
    Expect.equal(2L, replaced.number("/metadata/resourceVersion"), "the second version");
    Expect.text(replaced, "/status/state", "CANCELLED");
    return created.text("/metadata/id");
  }

  private static void putsWhatItRead(Voice operator, String deployment, String id)
      throws IOException, InterruptedException {
    Answer read = Expect.json(operator.get(deployment), 200);
    String stale =
        read.body()
            .toString()
            .replace(
                "\"resourceVersion\":" + read.number("/metadata/resourceVersion"),
                "\"resourceVersion\":0")
            .replace(read.text("/metadata/createdAt"), "0001-01-01T00:00:00Z");
    Answer put = Expect.json(operator.put(deployment, stale), 200);
    Expect.text(put, "/metadata/id", id);
    Expect.text(put, "/metadata/createdAt", read.text("/metadata/createdAt"));
    Expect.equal(3L, put.number("/metadata/resourceVersion"), "the third version");
  }

  private static void importsASavepointUnderItsOwnId(Place place, Voice operator, String id)
      throws IOException, InterruptedException {
    String own = UUID.randomUUID().toString();
    Expect.json(
        operator.post(
            place.path("savepoints"),
            """
            {"metadata": {"id": "%s", "deploymentId": "%s"},
             "spec": {"savepointLocation": "file:///savepoints/of-an-earlier-platform"}}"""
                .formatted(own, id)),
        201);
    Answer imported = Expect.json(operator.get(place.path("savepoints", own)), 200);
    Expect.text(imported, "/status/state", "COMPLETED");
    Expect.text(imported, "/metadata/origin", "COPIED");
  }
}

package io.weir.standalone.clients;

import io.weir.standalone.client.Answer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A Kubernetes operator around a generated client, which sends back whole objects. */
final class WholeObjectOperator implements ClientFlow {
  private static final String TOKEN = "vp-k8s-operator-admin-token";
  private static final String TARGET = "operators-target";
  private static final String NAME = "whole-object";

  @Override
  public String does() {
    return "sends whole objects again and again, takes savepoints, resets, forks, waits before it deletes";
  }

  @Override
  public void run(Place place) throws IOException, InterruptedException {
    Voice operator = Voice.generated(place.client());
    prepare(place, operator);
    String id = create(place, operator);
    String deployment = place.path("deployments", id);
    Answer running = place.awaitWish(operator, deployment);

    sendsItBackUnchanged(place, operator, running);
    refusesWhatIsInUse(place, operator, deployment);
    String location = takesASavepoint(place, operator, id);
    resets(place, operator, id, location);
    forks(place, operator, location);
    readsTheLog(place, operator, id);
    stopsWaitsAndDeletes(place, operator, deployment);
  }

  /** A token that is not there may be forbidden or not found; it is made then. */
  private static void prepare(Place place, Voice operator)
      throws IOException, InterruptedException {
    String tokens = "/apitokens/v1/namespaces/" + place.name() + "/apitokens";
    Expect.json(operator.get(tokens + "/" + TOKEN), 403, 404);
    String name = "namespaces/" + place.name() + "/apitokens/" + TOKEN;
    Answer token =
        Expect.json(
            operator.post(tokens, "{\"name\":\"%s\",\"role\":\"owner\"}".formatted(name)),
            200,
            201);
    Expect.that(!token.text("/apiToken/secret").isEmpty(), "a secret, this once", token.status());
    Expect.json(
        operator.post(
            place.path("deployment-targets"),
            "{\"kind\":\"DeploymentTarget\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"%s\"},\"spec\":{\"kubernetes\":{}}}"
                .formatted(TARGET)),
        201);
  }

  /** With the zero time, a version and a status of a resource that never was. */
  private static String create(Place place, Voice operator)
      throws IOException, InterruptedException {
    Answer created =
        Expect.json(
            operator.post(
                place.path("deployments"),
                """
                {"kind": "Deployment", "apiVersion": "v1",
                 "metadata": {"name": "%s", "namespace": "%s", "resourceVersion": 20,
                   "createdAt": "0001-01-01T00:00:00Z", "modifiedAt": "0001-01-01T00:00:00Z"},
                 "spec": {"state": "RUNNING", "deploymentTargetName": "%s",
                   "upgradeStrategy": {"kind": "STATEFUL"},
                   "restoreStrategy": {"kind": "LATEST_STATE", "allowNonRestoredState": false},
                   "template": %s},
                 "status": {"state": "CANCELLED"}}"""
                    .formatted(NAME, place.name(), TARGET, WordCounter.template(place.jar()))),
            201);
    Expect.that(created.number("/metadata/resourceVersion") < 20, "a version of its own", created);
    Expect.that(!created.text("/spec/deploymentTargetId").isEmpty(), "the target's id", created);
    return created.text("/metadata/id");
  }

  /** Each time the same export, and so a version that gets ever older. */
  private static void sendsItBackUnchanged(Place place, Voice operator, Answer running)
      throws IOException, InterruptedException {
    String deployment = place.path("deployments", running.text("/metadata/id"));
    for (int i = 1; i <= 3; i++) {
      Answer patched = Expect.json(operator.patch(deployment, running.body().toString()), 200);
      Expect.equal(
          running.number("/metadata/resourceVersion") + i,
          patched.number("/metadata/resourceVersion"),
          "the version after patch " + i);
      Expect.text(patched, "/status/state", "RUNNING");
      Expect.text(patched, "/status/running/jobId", running.text("/status/running/jobId"));
    }
    Expect.equal(
        1,
        Expect.items(
                operator.get(place.path("jobs") + "?deploymentId=" + running.text("/metadata/id")))
            .size(),
        "the number of jobs after patches without a change");
  }

  private static void refusesWhatIsInUse(Place place, Voice operator, String deployment)
      throws IOException, InterruptedException {
    Expect.refusal(operator.delete(deployment), 409, "RUNNING");
    Expect.refusal(operator.delete(place.path("deployment-targets", TARGET)), 409, "");
    Expect.text(operator.get(deployment), "/status/state", "RUNNING");
  }

  private static String takesASavepoint(Place place, Voice operator, String id)
      throws IOException, InterruptedException {
    Answer requested =
        Expect.json(
            operator.post(
                place.path("savepoints"), "{\"metadata\":{\"deploymentId\":\"%s\"}}".formatted(id)),
            201);
    Expect.text(requested, "/status/state", "STARTED");
    Expect.text(requested, "/metadata/origin", "USER_REQUEST");
    return place
        .awaitSavepoint(operator, requested.text("/metadata/id"))
        .text("/spec/savepointLocation");
  }

  /** A copy is the newest savepoint, whatever its age. */
  private static void resets(Place place, Voice operator, String id, String location)
      throws IOException, InterruptedException {
    copies(place, operator, id, location);
    List<JsonNode> savepoints =
        Expect.items(operator.get(place.path("savepoints") + "?deploymentId=" + id));
    JsonNode newest = savepoints.getLast();
    Expect.equal("COPIED", newest.at("/metadata/origin").asString(), "the newest savepoint");
    Expect.equal(location, newest.at("/spec/savepointLocation").asString(), "its location");
  }

  /** Another deployment that would begin from there. */
  private static void forks(Place place, Voice operator, String location)
      throws IOException, InterruptedException {
    Answer fork =
        Expect.json(
            operator.post(
                place.path("deployments"),
                "{\"metadata\":{\"name\":\"%s-fork\"},\"spec\":{\"state\":\"CANCELLED\",\"deploymentTargetName\":\"%s\",\"template\":%s}}"
                    .formatted(NAME, TARGET, WordCounter.template(place.jar()))),
            201);
    copies(place, operator, fork.text("/metadata/id"), location);
    String path = place.path("deployments", fork.text("/metadata/id"));
    Answer preview =
        Expect.json(
            operator.patch(path + "?dryRun=All", "{\"spec\":{\"state\":\"RUNNING\"}}"), 200);
    Expect.that(
        preview.body().path("effect").toString().contains(location),
        "a start from " + location,
        preview);
    Expect.json(operator.delete(path), 200);
  }

  private static void copies(Place place, Voice operator, String id, String location)
      throws IOException, InterruptedException {
    Answer copied =
        Expect.json(
            operator.post(
                place.path("savepoints"),
                "{\"metadata\":{\"deploymentId\":\"%s\"},\"spec\":{\"savepointLocation\":\"%s\"}}"
                    .formatted(id, location)),
            201);
    Expect.text(copied, "/metadata/origin", "COPIED");
    Expect.text(copied, "/status/state", "COMPLETED");
  }

  /** It takes an event for new when its time is later than that of the last one. */
  private static void readsTheLog(Place place, Voice operator, String id)
      throws IOException, InterruptedException {
    Instant last = Instant.MIN;
    for (JsonNode event :
        Expect.items(operator.get(place.path("events") + "?deploymentId=" + id))) {
      Instant at = Instant.parse(event.at("/metadata/createdAt").asString());
      Expect.that(at.isAfter(last), "an event after " + last, event);
      Expect.that(
          !event.at("/metadata/name").asString().contains("FAIL"), "no name of a failure", event);
      last = at;
    }
  }

  private static void stopsWaitsAndDeletes(Place place, Voice operator, String deployment)
      throws IOException, InterruptedException {
    Expect.json(operator.patch(deployment, "{\"spec\":{\"state\":\"CANCELLED\"}}"), 200);
    place.awaitWish(operator, deployment);
    Expect.json(operator.delete(deployment), 200);
    Expect.refusal(operator.get(deployment), 404, "");
    Expect.json(operator.delete(place.path("deployment-targets", TARGET)), 200);
  }
}

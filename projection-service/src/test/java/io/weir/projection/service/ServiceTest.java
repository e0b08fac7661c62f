package io.weir.projection.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.embedded.junit.BrokerExtension;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.events.deployment.RetainedCheckpointFound;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.UpgradeStrategy;
import io.weir.events.wire.RecordedEvent;
import io.weir.projection.history.DefaultsStory;
import io.weir.projection.history.Histories;
import io.weir.projection.history.Story;
import io.weir.projection.history.TargetStory;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The service as clients meet it: started whole, on a real broker and a real database. */
class ServiceTest {
  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private final Story story = new Story(new SplittableRandom(1), "default", "orders");
  private RunningService service;

  @BeforeEach
  void start() {
    service = RunningService.start(BROKER, DATABASE.freshDatabase());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void showsARunningDeploymentWithItsJobAndTimeline() {
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp();
    String position = service.write(story.events());

    JsonNode deployment =
        service.json("/api/v1/namespaces/default/deployments/orders?minPosition=" + position);
    assertThat(deployment.at("/status/state").asString()).isEqualTo("RUNNING");
    assertThat(deployment.at("/metadata/resourceVersion").asInt()).isEqualTo(story.events().size());
    String jobId = deployment.at("/status/running/jobId").asString();
    JsonNode job = service.json("/api/v1/namespaces/default/jobs/" + jobId);
    assertThat(job.at("/status/state").asString()).isEqualTo("STARTED");
    assertThat(job.at("/spec/restore/rule").asString()).isEqualTo("FIRST_START");
    assertThat(job.at("/spec/attempt").asInt()).isEqualTo(1);
    assertThat(
            service
                .json("/api/v1/namespaces/default/events?deploymentId=" + story.id())
                .at("/items")
                .size())
        .isEqualTo(7);
  }

  @Test
  void showsDeploymentsAsNewerClientsReadThem() {
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp();
    String path = "/api/v1/namespaces/default/deployments/with-cr";
    HttpResponse<String> one =
        service.get(path + "/orders?minPosition=" + service.write(story.events()));
    assertThat(one.headers().firstValue("ETag")).contains("\"" + story.events().size() + "\"");
    assertThat(service.json(path + "/orders").at("/deployment/status/state").asString())
        .isEqualTo("RUNNING");
    assertThat(service.json(path).at("/items").size()).isEqualTo(1);
    assertThat(service.json(path).at("/items/0/deployment/metadata/name").asString())
        .isEqualTo("orders");
    assertProblem(service.get(path + "/nobody"), 404, "NOT_FOUND");
  }

  @Test
  void answersInJsonOrYamlAndNotAgainWhatTheClientHas() {
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp();
    String path =
        "/api/v1/namespaces/default/deployments/"
            + story.id()
            + "?minPosition="
            + service.write(story.events());
    HttpResponse<String> yaml = service.get(path, "Accept", "application/yaml");
    assertThat(yaml.headers().firstValue("Content-Type")).contains("application/yaml");
    assertThat(yaml.body()).contains("kind: Deployment").contains("state: RUNNING");
    String tag = service.get(path).headers().firstValue("ETag").orElseThrow();
    assertThat(tag).isEqualTo("\"" + story.events().size() + "\"");
    assertThat(service.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(service.get(path, "If-None-Match", "\"1\"").statusCode()).isEqualTo(200);
    assertThat(service.get(path, "Accept", "text/html").statusCode()).isEqualTo(406);
    String list = "/api/v1/namespaces/default/jobs";
    String listTag = service.get(list).headers().firstValue("ETag").orElseThrow();
    assertThat(service.get(list, "If-None-Match", listTag).statusCode()).isEqualTo(304);
  }

  @Test
  void tellsInJsonThatARequestIsTooLongToBeRead() {
    HttpResponse<String> line =
        service.get("/api/v1/namespaces/default/deployments?labelSelector=" + "x".repeat(20_000));
    assertProblem(line, 400, "MALFORMED_REQUEST");
    assertThat(line.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    assertProblem(
        service.get("/api/v1/namespaces/default/deployments", "X-Long", "x".repeat(20_000)),
        400,
        "MALFORMED_REQUEST");
  }

  @Test
  void selectsByLabels() {
    String position = "";
    for (String team : List.of("a", "b", "c")) {
      Story one = new Story(new SplittableRandom(team.hashCode()), "default", "d-" + team);
      one.register(
          DesiredState.CANCELLED, UpgradeStrategy.Kind.NONE, Map.of("team", team, "x/y", "1"));
      position = service.write(List.of(Histories.at(one.events().getFirst(), team.charAt(0))));
      service.json("/api/v1/status?minPosition=" + position);
    }
    assertThat(selected("")).containsExactly("d-a", "d-b", "d-c");
    assertThat(selected("team=b")).containsExactly("d-b");
    assertThat(selected("team!=b,x/y=1")).containsExactly("d-a", "d-c");
    assertThat(selected("team in (a, c)")).containsExactly("d-a", "d-c");
    assertThat(selected("team notin (a),other notin (z)")).containsExactly("d-b", "d-c");
    assertThat(selected("!team")).isEmpty();
    assertThat(selected("team,!other")).hasSize(3);
    assertThat(
            service.get("/api/v1/namespaces/default/deployments?labelSelector=%3D%3D").statusCode())
        .isEqualTo(400);
  }

  @Test
  void showsDeploymentTargetsUntilTheyAreDeletedAndTheirAuditForEver() {
    TargetStory target =
        new TargetStory(new SplittableRandom(7), "default", "streams_EU")
            .register(Optional.of("streams"))
            .revise(Map.of("tier", "gold"));
    String path = "/api/v1/namespaces/default/deployment-targets";
    HttpResponse<String> found =
        service.get(path + "/streams_EU?minPosition=" + service.write(target.events()));
    assertThat(found.headers().firstValue("ETag")).contains("\"2\"");
    assertThat(found.body())
        .contains("\"namespace\":\"streams\"")
        .contains("\"tier\":\"gold\"")
        .doesNotContain("region");
    assertThat(service.json(path).at("/kind").asString()).isEqualTo("DeploymentTargetList");
    assertThat(service.json(path).at("/items/0/metadata/id").asString())
        .isEqualTo(target.id().toString());
    assertProblem(service.get(path + "/nobody"), 404, "NOT_FOUND");
    assertProblem(service.get(path.replace("default/", "other/")), 404, "UNKNOWN_NAMESPACE");

    RecordedEvent last = target.delete().events().getLast();
    service.json("/api/v1/status?minPosition=" + service.write(List.of(last)));

    assertProblem(service.get(path + "/streams_EU"), 404, "NOT_FOUND");
    assertThat(service.json(path).at("/items").size()).isZero();
    JsonNode audit =
        service.json("/api/v1/namespaces/default/audit?resourceId=" + target.id()).at("/items");
    assertThat(audit.size()).isEqualTo(3);
    assertThat(audit.at("/1/metadata/resourceKind").asString()).isEqualTo("deployment-targets");
    assertThat(audit.at("/1/metadata/resourceName").asString()).isEqualTo("streams_EU");
    assertThat(audit.at("/1/metadata/deploymentId").isMissingNode()).isTrue();
    assertThat(audit.at("/1/spec/before").toString()).contains("region").doesNotContain("sequence");
    assertThat(audit.at("/1/spec/after").toString()).contains("gold").doesNotContain("streams");
    assertThat(audit.at("/2/spec/after/deleted").asBoolean()).isTrue();
  }

  @Test
  void showsOfDeploymentDefaultsWhatTheNamespaceSaid() {
    String path = "/api/v1/namespaces/default/deployment-defaults";
    String position =
        service.write(
            new TargetStory(new SplittableRandom(9), "default", "any")
                .register(Optional.empty())
                .events());
    HttpResponse<String> nothing = service.get(path + "?minPosition=" + position);
    assertThat(nothing.headers().firstValue("ETag")).contains("\"0\"");
    JsonNode before = service.json(path);
    assertThat(before.at("/kind").asString()).isEqualTo("DeploymentDefaults");
    assertThat(before.at("/spec").isObject()).isTrue();
    assertThat(before.at("/spec").size()).isZero();
    assertThat(before.at("/metadata/namespace").asString()).isEqualTo("default");

    DefaultsStory said = new DefaultsStory(new SplittableRandom(2), "default").say(3).say(9);
    JsonNode after = service.json(path + "?minPosition=" + service.write(said.events()));
    assertThat(after.at("/spec").toString()).isEqualTo("{\"maxJobCreationAttempts\":9}");
    assertThat(after.at("/metadata/resourceVersion").asInt()).isEqualTo(2);
    assertThat(after.at("/metadata/id")).isEqualTo(before.at("/metadata/id"));
    assertProblem(service.get(path.replace("/default/", "/team-b/")), 404, "UNKNOWN_NAMESPACE");
    JsonNode audit =
        service.json("/api/v1/namespaces/default/audit?resourceId=" + said.id()).at("/items");
    assertThat(audit.at("/1/spec/before/spec/maxJobCreationAttempts").asInt()).isEqualTo(3);
    assertThat(audit.at("/1/spec/after/spec/maxJobCreationAttempts").asInt()).isEqualTo(9);
  }

  private List<String> selected(String selector) {
    String query = URLEncoder.encode(selector, StandardCharsets.UTF_8);
    return service
        .json("/api/v1/namespaces/default/deployments?labelSelector=" + query)
        .at("/items")
        .valueStream()
        .map(item -> item.at("/metadata/name").asString())
        .toList();
  }

  @Test
  void refusesWhatItDoesNotUnderstandWithAProblem() {
    String ns = "/api/v1/namespaces/default/";
    assertProblem(service.get(ns + "deployments/none"), 404, "NOT_FOUND");
    assertProblem(service.get(ns + "jobs/not-an-id"), 400, "BAD_PARAMETER");
    assertProblem(service.get(ns + "jobs/%20"), 400, "BAD_PARAMETER");
    assertProblem(service.get(ns + "jobs?minPosition=0:1&=&x"), 400, "BAD_PARAMETER");
    assertProblem(service.get(ns + "events?deploymentId=7"), 400, "BAD_PARAMETER");
    assertProblem(service.get(ns + "events?limit=0"), 400, "BAD_PARAMETER");
    assertProblem(service.get(ns + "audit?from=yesterday"), 400, "BAD_PARAMETER");
    assertProblem(service.get(ns + "audit?to=%2B1000000000-12-31T23:59:59Z"), 400, "BAD_PARAMETER");
    assertProblem(service.get(ns + "jobs?minPosition=here"), 400, "BAD_PARAMETER");
    assertProblem(service.get(ns + "nothing"), 404, "NO_SUCH_PATH");
    assertProblem(service.post(ns + "deployments"), 405, "METHOD_NOT_ALLOWED");
    HttpResponse<String> late = service.get(ns + "jobs?minPosition=0:999999");
    assertProblem(late, 503, "NOT_CAUGHT_UP");
    assertThat(late.headers().firstValue("Retry-After")).contains("1");
  }

  private void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(service.tree(answer).at("/code").asString()).isEqualTo(code);
    assertThat(service.tree(answer).at("/message").isString()).isTrue();
  }

  @Test
  void hidesADeletedDeploymentWithAllThatIsItsOwnButNeverTheAudit() {
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp();
    story.userSavepoint(true).cancel().delete();
    String position = service.write(story.events());
    String ns = "/api/v1/namespaces/default/";
    assertThat(service.get(ns + "deployments/orders?minPosition=" + position).statusCode())
        .isEqualTo(404);
    for (String kind : List.of("deployments", "jobs", "savepoints", "events")) {
      assertThat(service.json(ns + kind).at("/items").size()).as(kind).isZero();
      assertThat(service.json(ns + kind + "?deleted=true").at("/items").size())
          .as(kind)
          .isPositive();
    }
    assertThat(service.get(ns + "jobs/" + story.job()).statusCode()).isEqualTo(404);
    assertThat(service.get(ns + "savepoints/" + story.savepoint()).statusCode()).isEqualTo(404);
    JsonNode audit = service.json(ns + "audit?deploymentId=" + story.id()).at("/items");
    assertThat(audit.size()).isEqualTo(story.events().size());
    assertThat(audit.at("/0/spec/actor").asString()).isEqualTo("user:alice");
    assertThat(audit.at("/0/spec/after/spec/state").asString()).isEqualTo("RUNNING");
    assertThat(service.json(ns + "audit?to=2026-11-21T05:00:00Z").at("/items").size()).isZero();
  }

  @Test
  void reportsWhatSavepointsTakeOnStorageAlsoOfWhatIsDeleted() {
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp();
    story.userSavepoint(true).userSavepoint(true).userSavepoint(false).disposeSavepoint(false);
    story.cancel().delete();
    String position = service.write(story.events());
    JsonNode usage =
        service.json("/api/v1/namespaces/default/savepoint-usage?minPosition=" + position);
    assertThat(usage.at("/kind").asString()).isEqualTo("SavepointUsageList");
    assertThat(usage.at("/items")).hasSize(1);
    JsonNode kept = usage.at("/items/0");
    assertThat(kept.at("/deploymentName").asString()).isEqualTo("orders");
    assertThat(kept.at("/deleted").asBoolean()).isTrue();
    // Flink may have kept a checkpoint of the cancelled job; nobody knows its size.
    int checkpoints =
        (int)
            story.events().stream()
                .filter(event -> event.event() instanceof RetainedCheckpointFound)
                .count();
    assertThat(kept.at("/savepoints").asInt())
        .as("two, and one that does not go")
        .isEqualTo(3 + checkpoints);
    assertThat(kept.at("/sizeBytes").asInt()).isEqualTo(2 * 4711);
    assertThat(kept.at("/unknownSizes").asInt()).isEqualTo(1 + checkpoints);
    assertThat(kept.at("/failedDeletions").asInt()).isEqualTo(1);
  }

  @Test
  void aRecordThatCannotBeReadBlocksOnlyItsDeployment() {
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp();
    service.topic().write(story.events().subList(0, 3));
    service.topic().writeUnreadable(story.events().get(3));
    service.topic().write(story.events().subList(4, story.events().size()));
    Story other = new Story(new SplittableRandom(2), "default", "billing");
    other.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp();
    String position = service.write(other.events());
    JsonNode billing =
        service.json("/api/v1/namespaces/default/deployments/billing?minPosition=" + position);
    assertThat(billing.at("/status/state").asString()).isEqualTo("RUNNING");
    await("the unreadable record to be met")
        .atMost(Duration.ofSeconds(20))
        .until(() -> service.json("/internal/blocked").at("/items").size() == 1);
    assertThat(service.json("/internal/blocked").at("/items/0/key").asString())
        .isEqualTo(story.id().toString());
    assertThat(
            service
                .json("/api/v1/namespaces/default/deployments/orders")
                .at("/metadata/resourceVersion")
                .asInt())
        .isEqualTo(3);
    assertThat(service.get("/metrics").body()).contains("weir_projection_blocked_keys 1.0");
    assertThat(service.post("/internal/blocked/" + story.id() + "/release").statusCode())
        .isEqualTo(202);
    assertProblem(service.post("/internal/blocked/nobody/release"), 404, "NOT_FOUND");
  }

  @Test
  void tellsHowFarItIsAndRebuildsAndVerifiesOnRequest() {
    await("the service to be ready")
        .atMost(Duration.ofSeconds(20))
        .until(() -> service.get("/readyz").statusCode() == 200);
    String position = service.write(Histories.random(8, 30, 6));
    assertThat(service.get("/internal/position?timeoutMs=20000&at=" + position).statusCode())
        .isEqualTo(204);
    assertThat(service.get("/internal/position?timeoutMs=50&at=0:999999").statusCode())
        .isEqualTo(504);
    assertThat(service.get("/livez").statusCode()).isEqualTo(200);
    assertThat(service.get("/metrics").body())
        .contains("weir_reader_lag")
        .contains("weir_projection_delay_seconds");
    assertThat(service.json("/internal/verify").at("/equal").asBoolean()).isTrue();
    assertThat(service.post("/internal/rebuild").statusCode()).isEqualTo(202);
    await("the rebuild to end")
        .atMost(Duration.ofSeconds(60))
        .until(() -> service.json("/internal/rebuild").at("/phase").asString().equals("DONE"));
  }

  @Test
  void tellsWhatItIsAndWhatWasUsed() {
    assertThat(service.json("/api/v1/status").isEmpty()).isTrue();
    JsonNode revision =
        service.json("/api/v1/status/system-info").at("/status/revisionInformation");
    assertThat(revision.path("buildVersion").asString()).isEqualTo("2.6.1");
    assertThat(revision.path("commitShaLong").asString()).matches("[0-9a-f]{40}");
    assertThat(revision.path("commitShaLong").asString())
        .startsWith(revision.path("commitShaShort").asString());
    assertThat(revision.path("buildTime").asString())
        .matches("20[0-9-]{8}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp().cancel();
    String position = service.write(story.events());
    String usage = "/api/v1/status/resourceusage";
    HttpResponse<String> report =
        service.get(usage + "?from=2026-11-01&to=2026-12-01&minPosition=" + position);
    assertThat(report.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
    assertThat(report.body())
        .startsWith(
            "# Start: 2026-11-01\n# End: 2026-12-01\nbegin,end,namespace,used,usedMemoryBytes\n")
        .containsPattern(
            "\n2026-11-21T[0-9:.]+Z,2026-11-21T[0-9:.]+Z,default,[0-9.]+,[1-9][0-9]+\n$");
    assertThat(service.get(usage + "?from=2026-12-01&to=2026-12-02").body())
        .endsWith("begin,end,namespace,used,usedMemoryBytes\n");
    assertProblem(service.get(usage + "?from=2026-11-01"), 400, "BAD_PARAMETER");
    assertProblem(service.get(usage + "?from=a&to=b"), 400, "BAD_PARAMETER");
    assertProblem(service.get(usage + "?from=2026-11-02&to=2026-11-02"), 400, "BAD_PARAMETER");
  }

  @Test
  void hidesTheReportOnUsageWhenItIsSwitchedOff() {
    try (RunningService without =
        RunningService.start(
            BROKER, DATABASE.freshDatabase(), "--weir.projection.resource-usage=false")) {
      assertProblem(
          without.get("/api/v1/status/resourceusage?from=2026-11-01&to=2026-12-01"),
          404,
          "NO_SUCH_PATH");
    }
  }
}

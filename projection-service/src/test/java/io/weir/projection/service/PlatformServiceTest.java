package io.weir.projection.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.apirules.Conformance;
import io.weir.apirules.Conformance.Report;
import io.weir.apirules.Vocabulary;
import io.weir.embedded.junit.BrokerExtension;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.events.autopilot.AutopilotMode;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.UpgradeStrategy;
import io.weir.projection.history.PlatformStory;
import io.weir.projection.history.Story;
import io.weir.projection.history.TargetStory;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Namespaces, API tokens, secret values and autopilot policies as clients read them. */
class PlatformServiceTest {
  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private static final SplittableRandom RANDOM = new SplittableRandom(11);

  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.start(BROKER, DATABASE.freshDatabase());
  }

  @AfterAll
  static void stop() {
    if (service != null) service.close();
  }

  @Test
  void listsNamespacesUntilTheyAreGone() {
    PlatformStory story = PlatformStory.namespace(RANDOM, "leaving");
    service.see(story.events());
    assertThat(names("/namespaces/v1/namespaces", "/namespaces")).contains("namespaces/leaving");
    JsonNode active = service.json("/namespaces/v1/namespaces/leaving").path("namespace");
    assertThat(active.path("lifecyclePhase").asString()).isEqualTo("LIFECYCLE_PHASE_ACTIVE");
    assertThat(active.at("/roleBindings/0/role").asString()).isEqualTo("owner");
    assertThat(active.at("/roleBindings/0/members/0").asString()).isEqualTo("system:authenticated");
    assertThat(active.path("previewSessionClusterName").asString("-")).isEmpty();

    service.see(story.deletionRequested().events().subList(1, 2));
    assertThat(
            service
                .json("/namespaces/v1/namespaces/leaving")
                .at("/namespace/lifecyclePhase")
                .asString())
        .isEqualTo("LIFECYCLE_PHASE_TERMINATING");

    service.see(story.deleted().events().subList(2, 3));
    assertUnknown("/namespaces/v1/namespaces/leaving");
    assertThat(names("/namespaces/v1/namespaces", "/namespaces"))
        .doesNotContain("namespaces/leaving");
    assertThat(service.json("/api/v1/namespaces/leaving/audit").at("/items").size()).isEqualTo(3);
    assertThat(service.json("/api/v1/namespaces/leaving/deployments?deleted=true").at("/items"))
        .isEmpty();
  }

  @Test
  void servesTheSchemaOfEveryTypeOfRecord() {
    JsonNode types = service.json("/schemas").path("items");
    assertThat(types.valueStream().map(type -> type.path("name").asString()))
        .isSorted()
        .contains("job.started", "deployment-target.registered", "report.job-ended");
    for (JsonNode type : types) {
      JsonNode schema = service.json(type.path("href").asString());
      assertThat(schema.path("$id")).isEqualTo(type.path("id"));
      assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
    }
    HttpResponse<String> open = service.get("/schemas/job.started/1?open=true");
    assertThat(open.headers().firstValue("Content-Type")).hasValue("application/schema+json");
    assertThat(service.tree(open).has("additionalProperties")).isFalse();
  }

  @Test
  void saysWhichSchemaThereIsNot() {
    for (String path : List.of("/schemas/job.paused/1", "/schemas/job.started/99")) {
      HttpResponse<String> none = service.get(path);
      assertThat(none.statusCode()).isEqualTo(404);
      assertThat(none.body()).contains("There is no type 'job.", "GET /schemas lists");
    }
    assertThat(service.get("/schemas/job.started/1?open=perhaps").statusCode()).isEqualTo(400);
  }

  @Test
  void knowsNoOtherNamespaceAnywhere() {
    for (String path :
        List.of(
            "/api/v1/namespaces/mars/deployments",
            "/api/v1/namespaces/mars/deployments/x",
            "/api/v1/namespaces/mars/deployment-targets",
            "/api/v1/namespaces/mars/jobs",
            "/api/v1/namespaces/mars/savepoints",
            "/api/v1/namespaces/mars/events",
            "/api/v1/namespaces/mars/secret-values",
            "/apitokens/v1/namespaces/mars/apitokens",
            "/autopilot/v1alpha1/namespaces/mars")) assertUnknown(path);
    assertThat(
            service.get("/namespaces/v1/namespaces/mars", "Accept", "application/yaml").headers())
        .satisfies(
            headers -> assertThat(headers.firstValue("Content-Type")).hasValue("application/json"));
  }

  /**
   * Requests that are made from the description, good ones and bad ones: each is answered as
   * described, and none makes the service fail. Other seeds: {@code -Dweir.seed=7}.
   */
  @Test
  void answersAsDescribedWhateverIsAsked() {
    Story story = new Story(RANDOM, "default", "orders");
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp();
    service.see(story.userSavepoint(true).suspend().events());
    service.see(
        new TargetStory(RANDOM, "default", "production").register(Optional.empty()).events());
    Vocabulary vocabulary =
        new Vocabulary()
            .with("minPosition", "0:0", "here")
            .with("type", "job.started", "deployment.registered")
            .with("revision", "1");

    Report report =
        new Conformance(URI.create(service.address()), "projection")
            .run(
                vocabulary,
                Long.getLong("weir.seed", 20261121),
                Integer.getInteger("weir.requests", 1500));

    assertThat(report.faults()).as("%s", report.statuses()).isEmpty();
    // Or it would show nothing.
    assertThat(report.operations()).hasSizeGreaterThan(20);
    assertThat(report.succeeded()).as("%s", report.statuses()).hasSizeGreaterThan(18);
  }

  private static void assertUnknown(String path) {
    HttpResponse<String> answer = service.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(404);
    assertThat(service.tree(answer).path("code").asString()).isEqualTo("UNKNOWN_NAMESPACE");
    assertThat(service.tree(answer).path("ok").isBoolean()).isEqualTo(!path.startsWith("/api/"));
  }

  @Test
  void showsTokensAndSecretsWithoutWhatIsSecret() {
    service.see(PlatformStory.token(RANDOM, "default", "ci").events());
    service.see(PlatformStory.secret(RANDOM, "default", "B").events());
    service.see(PlatformStory.secret(RANDOM, "default", "A").events());

    String tokens = "/apitokens/v1/namespaces/default/apitokens";
    assertThat(names(tokens, "/apiTokens")).containsExactly("namespaces/default/apitokens/ci");
    JsonNode token = service.json(tokens + "/ci").path("apiToken");
    assertThat(token.propertyNames()).containsExactlyInAnyOrder("name", "role", "createTime");
    assertThat(token.path("role").asString()).isEqualTo("editor");
    assertThat(service.get(tokens + "/none").statusCode()).isEqualTo(404);
    JsonNode list = service.json("/api/v1/namespaces/default/secret-values");
    assertThat(list.path("kind").asString()).isEqualTo("SecretValueList");
    assertThat(list.at("/items").valueStream().map(i -> i.at("/metadata/name").asString()))
        .containsExactly("A", "B");
    JsonNode secret = service.json("/api/v1/namespaces/default/secret-values/A");
    assertThat(secret.path("spec").propertyNames()).containsExactly("kind");
    assertThat(secret.at("/spec/kind").asString()).isEqualTo("PLAIN");
    assertThat(secret.at("/metadata/resourceVersion").asInt()).isEqualTo(2);
    assertThat(secret.at("/metadata/labels/a").asString()).isEqualTo("c");
    assertThat(
            service
                .get("/api/v1/namespaces/default/secret-values/A", "Accept", "application/yaml")
                .body())
        .contains("kind: SecretValue");
  }

  @Test
  void givesEachDeploymentAPolicy() {
    Story free = new Story(RANDOM, "default", "free");
    Story watched = new Story(RANDOM, "default", "watched");
    for (Story story : List.of(free, watched))
      service.see(story.register(DesiredState.CANCELLED, UpgradeStrategy.Kind.NONE).events());
    service.see(
        PlatformStory.policy(RANDOM, "default", watched.id(), AutopilotMode.MONITORING).events());

    String base = "/autopilot/v1alpha1/namespaces/default";
    assertThat(service.json(base).at("/policies").valueStream().map(p -> p.path("mode").asString()))
        .containsExactlyInAnyOrder("AUTOPILOT_MODE_DISABLED", "AUTOPILOT_MODE_MONITORING");
    String policy = base + "/deployments/" + watched.id() + "/autopilotpolicy";
    assertThat(service.json(policy).at("/policy/mode").asString())
        .isEqualTo("AUTOPILOT_MODE_MONITORING");
    assertThat(service.json(policy).at("/policy/modifyTime").asString()).startsWith("2026");
    JsonNode standard =
        service.json(base + "/deployments/" + free.id() + "/autopilotpolicy").path("policy");
    assertThat(standard.path("mode").asString()).isEqualTo("AUTOPILOT_MODE_DISABLED");
    assertThat(standard.has("modifyTime")).isFalse();
    assertThat(service.json(policy + ":status").path("status").asString())
        .isEqualTo("POLICY_STATUS_OK");
    assertThat(service.json(policy + ":recommendation").path("deploymentPatch").asString("-"))
        .isEmpty();
    assertThat(service.get(base + "/deployments/none/autopilotpolicy").statusCode()).isEqualTo(404);
    assertThat(service.get(base + "/deployments/none/autopilotpolicy:status").statusCode())
        .isEqualTo(404);
  }

  private static List<String> names(String path, String member) {
    return service
        .json(path)
        .at(member)
        .valueStream()
        .map(each -> each.path("name").asString())
        .toList();
  }
}

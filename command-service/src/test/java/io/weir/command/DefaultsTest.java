package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.ServiceUnderTest.Reply;
import io.weir.embedded.junit.DatabaseExtension;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The four layers of defaults as clients see them; one namespace per test, since defaults stay. */
class DefaultsTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private static final String YAML = "application/yaml";

  private static ServiceUnderTest service;

  @BeforeAll
  static void start() {
    service =
        ServiceUnderTest.start(
            DATABASE.freshDatabase().jdbcUrl(),
            "weir.storage.base=file:///data",
            "weir.global-deployment-defaults="
                + "spec: {state: RUNNING, maxSavepointCreationAttempts: 6, template: {spec: {resources:"
                + " {jobmanager: {cpu: 0.5}, taskmanager: {cpu: 0.5}}, flinkConfiguration:"
                + " {execution.checkpointing.interval: 10s, taskmanager.memory.managed.fraction: 0.0}}}}");
    for (String namespace : List.of("layers", "stable", "put", "refused", "keyed"))
      service.send(
          "POST", "/namespaces/v1/namespaces", "{\"name\":\"namespaces/" + namespace + "\"}");
  }

  @AfterAll
  static void stop() {
    if (service != null) service.close();
  }

  /** No state, no resources, no strategies, as in the playground of the original. */
  @Test
  void aShortDeploymentIsCompletedFromTheDefaults() {
    Reply created =
        service.send(
            "POST",
            "/api/v1/namespaces/default/deployments",
            """
            kind: Deployment
            apiVersion: v1
            metadata:
              name: top-speed-windowing
            spec:
              deploymentTargetName: default
              template:
                spec:
                  artifact:
                    kind: jar
                    jarUri: https://artifacts.example.com/TopSpeedWindowing.jar
                  parallelism: 1
            """,
            "Content-Type",
            YAML);

    assertThat(created.status()).describedAs(created.http().body()).isEqualTo(201);
    JsonNode spec = created.json().at("/spec");
    assertThat(spec.at("/state").asString()).isEqualTo("RUNNING");
    assertThat(spec.at("/upgradeStrategy/kind").asString()).isEqualTo("STATEFUL");
    assertThat(spec.at("/restoreStrategy/kind").asString()).isEqualTo("LATEST_STATE");
    assertThat(spec.at("/maxJobCreationAttempts").asInt()).isEqualTo(4);
    assertThat(spec.at("/maxSavepointCreationAttempts").asInt()).isEqualTo(6);
    assertThat(spec.at("/template/spec/resources/jobmanager/cpu").asDouble()).isEqualTo(0.5);
    assertThat(spec.at("/template/spec/resources/taskmanager/memory").asString()).isEqualTo("1G");
    assertThat(
            spec.at("/template/spec/flinkConfiguration/taskmanager.memory.managed.fraction")
                .asString())
        .isEqualTo("0.0");
    assertThat(spec.at("/deploymentTargetId").asString()).hasSize(36);
    assertThat(created.json().at("/status/state").asString()).isEqualTo("TRANSITIONING");
  }

  @Test
  void theLowestLayersAreShownAsOne() {
    JsonNode json = service.send("GET", "/api/v1/global-deployment-defaults", "").json();

    assertThat(json.at("/kind").asString()).isEqualTo("DeploymentDefaults");
    assertThat(json.at("/spec/state").asString()).isEqualTo("RUNNING");
    assertThat(json.at("/spec/template/spec/parallelism").asInt()).isEqualTo(1);
    assertThat(json.at("/metadata/id").isMissingNode()).isTrue();
    assertThat(
            service
                .send("GET", "/api/v1/global-deployment-defaults", "", "Accept", YAML)
                .http()
                .body())
        .contains("kind: DeploymentDefaults");
  }

  @Test
  void whatANamespaceSaysLiesBetweenThePlatformAndTheUser() {
    target("layers");
    Reply said =
        patch(
            "layers",
            """
            {"metadata":{"labels":{"team":"a"}},"spec":{"deploymentTargetName":"streams","state":"CANCELLED",
             "template":{"spec":{"parallelism":2,"flinkConfiguration":{"execution.checkpointing.interval":"60s","slots":4}}}}}
            """);
    assertThat(said.status()).describedAs(said.http().body()).isEqualTo(200);
    assertThat(said.header("ETag")).isEqualTo("\"1\"");
    assertThat(said.json().at("/metadata/labels/team").asString()).isEqualTo("a");
    assertThat(said.json().at("/spec/deploymentTargetId").asString())
        .as("a client reads the id of the default target here")
        .hasSize(36);
    assertThat(said.json().at("/spec").propertyNames())
        .as("what was said, and nothing of the layers below")
        .containsExactlyInAnyOrder(
            "deploymentTargetName", "deploymentTargetId", "state", "template");

    Reply more = patch("layers", "{\"spec\":{\"maxJobCreationAttempts\":2,\"state\":null}}");
    assertThat(more.json().at("/metadata/resourceVersion").asInt()).isEqualTo(2);
    assertThat(more.json().at("/spec/state").isMissingNode()).isTrue();
    assertThat(more.json().at("/spec/template/spec/parallelism").asInt()).isEqualTo(2);

    JsonNode spec =
        create("layers", "one", "\"state\":\"CANCELLED\",", "\"parallelism\":3,").at("/spec");
    assertThat(spec.at("/template/spec/parallelism").asInt()).as("the user").isEqualTo(3);
    assertThat(spec.at("/maxJobCreationAttempts").asInt()).as("the namespace").isEqualTo(2);
    assertThat(spec.at("/deploymentTargetName").asString())
        .as("the namespace")
        .isEqualTo("streams");
    assertThat(
            spec.at("/template/spec/flinkConfiguration/execution.checkpointing.interval")
                .asString())
        .as("the namespace")
        .isEqualTo("60s");
    assertThat(spec.at("/template/spec/flinkConfiguration/slots").asString()).isEqualTo("4");
    assertThat(spec.at("/maxSavepointCreationAttempts").asInt()).as("the platform").isEqualTo(6);
    assertThat(spec.at("/template/spec/resources/jobmanager/memory").asString())
        .as("built in")
        .isEqualTo("1G");
  }

  @Test
  void aDeploymentThatExistsStaysAsItIs() {
    target("stable");
    patch("stable", "{\"spec\":{\"deploymentTargetName\":\"streams\",\"state\":\"CANCELLED\"}}");
    String path = "/api/v1/namespaces/stable/deployments/one";
    JsonNode spec = create("stable", "one", "", "").at("/spec");

    patch(
        "stable",
        "{\"spec\":{\"template\":{\"spec\":{\"parallelism\":8,\"flinkConfiguration\":{\"new\":\"x\"}}}}}");

    assertThat(service.send("GET", path, "").json().at("/spec")).isEqualTo(spec);
    Reply labelled = service.send("PATCH", path, "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");
    assertThat(labelled.json().at("/spec")).as("a patch of something else").isEqualTo(spec);
    Reply shown =
        service.send("PATCH", path, "{\"spec\":{\"template\":{\"spec\":{\"parallelism\":null}}}}");
    assertThat(shown.json().at("/spec/template/spec/parallelism").asInt()).isEqualTo(8);
    assertThat(shown.json().at("/spec/template/spec/flinkConfiguration/new").isMissingNode())
        .isTrue();
    Reply whole = service.send("PUT", path, body("one", "", ""));
    assertThat(whole.status()).describedAs(whole.http().body()).isEqualTo(200);
    assertThat(whole.json().at("/spec/template/spec/flinkConfiguration/new").asString())
        .as("a PUT is filled in as a POST is")
        .isEqualTo("x");
    Reply bare = service.send("PUT", path + "?applyDefaults=false", body("one", "", ""));
    assertThat(bare.status()).isEqualTo(400);
    assertThat(bare.json().at("/message").asString()).contains("/spec/state: must not be null");
  }

  @Test
  void aPutReplacesWhatANamespaceSays() {
    Reply first = put("put", "{\"spec\":{\"maxJobCreationAttempts\":2}}", "If-Match", "\"0\"");
    assertThat(first.status()).describedAs(first.http().body()).isEqualTo(200);
    Reply second =
        put("put", "{\"kind\":\"DeploymentDefaults\",\"spec\":{\"state\":\"CANCELLED\"}}");
    assertThat(second.json().at("/spec").toString()).isEqualTo("{\"state\":\"CANCELLED\"}");
    Reply stale = put("put", "{}", "If-Match", "\"0\"");
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.json().at("/current/spec/state").asString()).isEqualTo("CANCELLED");
    assertThat(put("put", "{}").json().at("/spec").size()).isZero();
  }

  @Test
  void aRepeatedKeyIsAnsweredAsTheFirstTime() {
    Reply first = patch("keyed", "{\"spec\":{\"state\":\"CANCELLED\"}}", "Idempotency-Key", "d1");
    Reply again = patch("keyed", "{\"spec\":{\"state\":\"CANCELLED\"}}", "Idempotency-Key", "d1");
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.json()).isEqualTo(first.json());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "another kind|{\"kind\":\"Deployment\"}|DeploymentDefaults",
        "another namespace|{\"metadata\":{\"namespace\":\"x\"}}|as in the path",
        "a spec that is no object|{\"spec\":[]}|/spec: expected an object",
        "an unknown target|{\"spec\":{\"deploymentTargetName\":\"mars\"}}|no deployment target 'mars' in the namespace refused",
        "an empty constant|{\"spec\":{\"state\":\"\"}}|/spec/state",
        "a strategy without kind|{\"spec\":{\"restoreStrategy\":{\"allowNonRestoredState\":true}}}|missing type id",
        "no parallelism at all|{\"spec\":{\"template\":{\"spec\":{\"parallelism\":0}}}}|/spec/template/spec/parallelism: expected at least 1",
        "both alternatives|{\"spec\":{\"template\":{\"spec\":{\"logging\":{\"loggingProfile\":\"a\",\"log4j2ConfigurationTemplate\":\"b\"}}}}}|alternatives"
      })
  void whatNoDeploymentCouldBeIsRefused(String what, String body, String says) {
    Reply reply = patch("refused", body);

    assertThat(reply.status()).describedAs(reply.http().body()).isEqualTo(400);
    assertThat(reply.json().at("/code").asString()).isEqualTo("INVALID_FIELD");
    assertThat(reply.json().at("/message").asString()).contains(says);
    assertThat(put("refused", "{}", "If-Match", "\"3\"").json().at("/currentVersion").asInt())
        .as("nothing was recorded")
        .isZero();
  }

  private static void target(String namespace) {
    service.send(
        "POST",
        "/api/v1/namespaces/" + namespace + "/deployment-targets",
        "{\"metadata\":{\"name\":\"streams\"}}");
  }

  private static JsonNode create(String namespace, String name, String spec, String template) {
    Reply created =
        service.send(
            "POST", "/api/v1/namespaces/" + namespace + "/deployments", body(name, spec, template));
    assertThat(created.status()).describedAs(created.http().body()).isEqualTo(201);
    return created.json();
  }

  private static String body(String name, String spec, String template) {
    return """
        {"metadata":{"name":"%s"},"spec":{%s"template":{"spec":{%s
          "artifact":{"kind":"JAR","jarUri":"file:///orders.jar"}}}}}
        """
        .formatted(name, spec, template);
  }

  private static Reply patch(String namespace, String body, String... headers) {
    return service.send("PATCH", path(namespace), body, headers);
  }

  private static Reply put(String namespace, String body, String... headers) {
    return service.send("PUT", path(namespace), body, headers);
  }

  private static String path(String namespace) {
    return "/api/v1/namespaces/" + namespace + "/deployment-defaults";
  }
}

package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.ServiceUnderTest.Reply;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.embedded.junit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What clients see of deployments. */
class HttpTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private static final String DEPLOYMENTS = "/api/v1/namespaces/default/deployments";
  private static final String YAML = "application/yaml";

  private static TestDatabase database;
  private static ServiceUnderTest one;

  @BeforeAll
  static void start() {
    database = DATABASE.freshDatabase();
    String[] settings = {"weir.storage.base=file:///data", "weir.trust-actor-header=true"};
    one = ServiceUnderTest.start(database.jdbcUrl(), settings);
    one.send(
        "POST",
        "/api/v1/namespaces/default/deployment-targets",
        "{\"metadata\":{\"name\":\"other\"}}");
  }

  @AfterAll
  static void stop() {
    if (one != null) one.close();
  }

  @Test
  void expandsWhatTheUserLeavesOutAndKeepsWhatItSays() {
    Reply created =
        one.send(
            "POST",
            DEPLOYMENTS,
            """
            kind: Deployment
            metadata: {name: expanded, displayName: "An Order", labels: {v: 1.10}, resourceVersion: 20, createdAt: null}
            spec:
              sessionClusterName: null
              unknown: [1]
              template: {spec: {artifact: {kind: jar, jarUri: "file:///a.jar", flinkVersion: 1.10}, resources: {taskmanager: {}}}}
            status: {state: nonsense}
            """,
            "Content-Type",
            YAML);

    assertThat(created.status()).describedAs(created.http().body()).isEqualTo(201);
    JsonNode json = created.json();
    assertThat(json.at("/metadata/labels/v").asString()).isEqualTo("1.10");
    assertThat(json.at("/metadata/resourceVersion").asInt()).isEqualTo(1);
    assertThat(json.at("/status/state").asString()).isEqualTo("CANCELLED");
    assertThat(json.at("/spec/template/spec/artifact/kind").asString()).isEqualTo("JAR");
    assertThat(json.at("/spec/template/spec/artifact/flinkVersion").asString()).isEqualTo("1.10");
    assertThat(json.at("/spec/upgradeStrategy/kind").asString()).isEqualTo("STATEFUL");
    assertThat(json.at("/spec/maxJobCreationAttempts").asInt()).isEqualTo(4);
    assertThat(json.at("/spec/deploymentTargetName").asString()).isEqualTo("default");
    assertThat(json.at("/spec/deploymentTargetId").asString()).hasSize(36);
    assertThat(json.at("/spec/template/spec/resources/taskmanager/cpu").isNumber()).isTrue();
    assertThat(one.get("expanded").json()).isEqualTo(json);
    assertThat(one.get(json.at("/metadata/id").asString()).json()).isEqualTo(json);
  }

  /**
   * The examples of docs/fields.md, over HTTP: what is returned means the same when it comes back.
   */
  @ParameterizedTest
  @ValueSource(strings = {"every-field", "pod-templates", "secrets"})
  void storesAndReturnsEveryField(String example) throws IOException {
    String yaml =
        Files.readString(Path.of("../docs/fields").resolve(example).resolve("deployment.yaml"));

    Reply created = one.send("POST", DEPLOYMENTS, yaml, "Content-Type", YAML);
    assertThat(created.status()).describedAs(created.http().body()).isEqualTo(201);
    assertThat(one.get(example).json().path("spec")).isEqualTo(created.json().path("spec"));
    String shown = one.get(example, "Accept", YAML).http().body();
    Reply back = one.send("PUT", DEPLOYMENTS + "/" + example, shown, "Content-Type", YAML);

    assertThat(back.status()).describedAs(back.http().body()).isEqualTo(200);
    assertThat(back.json().path("spec")).isEqualTo(created.json().path("spec"));
    assertThat(back.json().at("/metadata/generation").asInt()).isEqualTo(1);
  }

  @Test
  void answersInYamlWhenAskedToEvenProblems() {
    one.create("yaml", "CANCELLED");

    assertThat(one.get("yaml", "Accept", YAML).http().body()).contains("kind: Deployment");
    Reply missing = one.get("nobody", "Accept", YAML);
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.http().body()).contains("code: NOT_FOUND");
    assertThat(missing.header("Content-Type")).contains(YAML);
  }

  @Test
  void patchesAsRfc7386SaysAndMovesTheVersionEvenWithoutAChange() {
    one.create("patched", "CANCELLED");

    Reply patched =
        one.patch(
            "patched",
            """
            {"metadata":{"labels":{"a":"1","b":"2"}},"spec":{"maxJobCreationAttempts":9,
             "deploymentTargetName":"other","template":{"spec":{"flinkConfiguration":{"x":1.10}}}}}
            """);
    assertThat(patched.status()).describedAs(patched.http().body()).isEqualTo(200);
    assertThat(patched.json().at("/spec/template/spec/flinkConfiguration/x").asString())
        .isEqualTo("1.10");
    assertThat(patched.json().at("/spec/deploymentTargetName").asString()).isEqualTo("other");
    Reply again =
        one.patch(
            "patched",
            "metadata: {labels: {a: null}}\nspec: {maxJobCreationAttempts: null}",
            "Content-Type",
            YAML);
    assertThat(again.json().at("/metadata/labels")).hasSize(1);
    assertThat(again.json().at("/spec/maxJobCreationAttempts").asInt()).isEqualTo(4);
    assertThat(again.json().at("/metadata/generation").asInt()).isEqualTo(3);
    Reply nothing = one.patch("patched", "{}");
    assertThat(nothing.json().at("/metadata/resourceVersion").asInt()).isEqualTo(4);
    assertThat(nothing.json().at("/metadata/generation").asInt()).isEqualTo(3);
  }

  @Test
  void putsCreateAndReplaceByName() {
    String body = ServiceUnderTest.SPEC.formatted("put", "CANCELLED");
    assertThat(one.send("PUT", DEPLOYMENTS + "/put", body).status()).isEqualTo(201);
    assertThat(one.send("PUT", DEPLOYMENTS + "/put", body).status()).isEqualTo(200);
    assertThat(one.send("PUT", DEPLOYMENTS + "/other", body).status()).isEqualTo(400);
    Reply bare =
        one.send("PUT", DEPLOYMENTS + "/bare?applyDefaults=false", body.replace("put", "bare"));
    assertThat(bare.status()).isEqualTo(400);
    assertThat(bare.json().at("/errors")).hasSizeGreaterThan(3);
    assertThat(one.get("bare").status()).isEqualTo(404);
  }

  @Test
  void deletesWithTheLastRepresentationAndFreesTheName() {
    one.create("deleted", "RUNNING");
    assertThat(one.send("DELETE", DEPLOYMENTS + "/deleted", "").status()).isEqualTo(409);
    one.create("gone", "CANCELLED");

    Reply deleted = one.send("DELETE", DEPLOYMENTS + "/gone", "");
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.json().at("/metadata/name").asString()).isEqualTo("gone");
    assertThat(one.send("DELETE", DEPLOYMENTS + "/gone", "").status()).isEqualTo(404);
    assertThat(one.get(deleted.json().at("/metadata/id").asString()).status()).isEqualTo(404);
    assertThat(one.create("gone", "CANCELLED").status()).isEqualTo(201);
  }

  @Test
  void refusesAStaleWriterWithTheCurrentState() {
    one.create("stale", "CANCELLED");
    assertThat(one.patch("stale", "{}", "If-Match", "\"1\"").status()).isEqualTo(200);

    Reply stale = one.patch("stale", "{}", "If-Match", "\"1\"");

    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.json().at("/currentVersion").asInt()).isEqualTo(2);
    assertThat(stale.json().at("/current/metadata/resourceVersion").asInt()).isEqualTo(2);
    assertThat(one.patch("stale", "{}", "If-Match", "soon").status()).isEqualTo(400);
    assertThat(one.patch("stale", "{}", "If-Match", "*").status()).isEqualTo(200);
  }

  @Test
  void takesSavepointsAndCopies() {
    Reply created = one.create("saved", "CANCELLED");
    String id = created.json().at("/metadata/id").asString();
    String path = "/api/v1/namespaces/default/savepoints";

    assertThat(one.send("POST", path, "{\"metadata\":{\"deploymentId\":\"" + id + "\"}}").status())
        .isEqualTo(400);
    Reply copied =
        one.send(
            "POST",
            path,
            "{\"metadata\":{\"deploymentId\":\"%s\"},\"spec\":{\"savepointLocation\":\"file:///s\"}}"
                .formatted(id));
    assertThat(copied.status()).describedAs(copied.http().body()).isEqualTo(201);
    assertThat(copied.json().at("/status/state").asString()).isEqualTo("COMPLETED");
    assertThat(copied.json().at("/metadata/origin").asString()).isEqualTo("COPIED");
    assertThat(one.send("POST", path, "{\"metadata\":{\"deploymentId\":\"x\"}}").status())
        .isEqualTo(400);
  }

  @Test
  void recordsWhoAskedAndWhy() throws SQLException {
    one.create(
        "who",
        "CANCELLED",
        "X-Weir-Actor",
        "user:ada",
        "X-Weir-Reason",
        "because",
        "X-Correlation-Id",
        "00000000-0000-0000-0000-0000000000aa",
        "traceparent",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    assertThat(
            text(
                "select convert_from(metadata, 'UTF8') from command.domain_event where"
                    + " convert_from(metadata, 'UTF8')::jsonb ->> 'subject' = 'who'"))
        .contains("user:ada", "because", "0000000000aa", "CreateDeployment", "b7ad6b7169203331");
  }

  @Test
  void refusesTextThatControlsInHeaders() {
    one.create("lines", "CANCELLED");

    Reply refused = one.patch("lines", "{}", "X-Weir-Reason", "a\tb");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/code").asString()).isEqualTo("INVALID_HEADER");
    assertThat(refused.json().at("/message").asString())
        .contains("X-Weir-Reason", "control characters");
    assertThat(one.get("lines").header("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void leavesTheResourceOutOfTheAnswerForWhoPrefersThat() {
    Reply created = one.create("terse", "CANCELLED", "Prefer", "return=minimal");
    String patch = "{\"spec\":{\"template\":{\"spec\":{\"parallelism\":5}}}}";
    Reply terse =
        one.patch(
            "terse", patch, "Prefer", "respond-async, return=minimal", "Idempotency-Key", "t-1");
    Reply whole = one.patch("terse", patch, "Idempotency-Key", "t-1");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().at("/metadata/name").asString()).isEqualTo("terse");
    assertThat(terse.status()).isEqualTo(204);
    assertThat(terse.http().body()).isEmpty();
    assertThat(terse.header("Preference-Applied")).isEqualTo("return=minimal");
    assertThat(terse.header("ETag")).isEqualTo("\"2\"");
    assertThat(terse.header("Weir-Position")).matches("[0-9]+:[0-9]+");
    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(whole.json().at("/spec/template/spec/parallelism").asInt()).isEqualTo(5);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "broken JSON|POST||application/json|{\"metadata\":|400|MALFORMED_BODY|line 1",
        "broken YAML|POST||application/yaml|a: [|400|MALFORMED_BODY|line",
        "no body|POST||application/json||400|OBJECT_EXPECTED|empty",
        "an array|POST||application/json|[]|400|OBJECT_EXPECTED|object",
        "a form|POST||application/x-www-form-urlencoded|a=b|415|UNSUPPORTED_MEDIA_TYPE|Content-Type",
        "a bomb|POST||application/yaml|a: &a [1]\\nb: [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]|400|BODY_OUTSIDE_LIMITS|aliases",
        "another kind|POST||application/json|{\"kind\":\"Secret\"}|400|INVALID_FIELD|/kind",
        "no name|POST||application/json|{\"spec\":{}}|400|INVALID_FIELD|/metadata/name",
        "a bad name|POST||application/json|{\"metadata\":{\"name\":\"No Spaces\"}}|400|INVALID_FIELD|/metadata/name",
        "a reserved name|POST||application/json|{\"metadata\":{\"name\":\"with-cr\"}}|400|INVALID_FIELD|/metadata/name",
        "another namespace|POST||application/json|{\"metadata\":{\"name\":\"x\",\"namespace\":\"y\"}}|400|INVALID_FIELD|/metadata/namespace",
        "no artifact|POST||application/json|{\"metadata\":{\"name\":\"x\"}}|400|INVALID_FIELD|missing type id property 'kind'",
        "no jar|POST||application/json|{\"metadata\":{\"name\":\"x\"},\"spec\":{\"template\":{\"spec\":{\"artifact\":{\"kind\":\"JAR\"}}}}}|400|INVALID_SPEC|jarUri",
        "a script|POST||application/json|{\"metadata\":{\"name\":\"x\"},\"spec\":{\"template\":{\"spec\":{\"artifact\":{\"kind\":\"SQLSCRIPT\",\"sqlScript\":\"SELECT 1\"}}}}}|501|NOT_SUPPORTED|use kind JAR",
        "an unknown Flink|PATCH|/bad|application/json|{\"spec\":{\"template\":{\"spec\":{\"artifact\":{\"flinkVersion\":\"0.9\"}}}}}|400|INVALID_SPEC|1.20, 2.0, 2.1, 2.2, 2.3",
        "an empty kind|PATCH|/bad|application/json|{\"spec\":{\"template\":{\"spec\":{\"artifact\":{\"kind\":\"\"}}}}}|400|INVALID_FIELD|/spec/template/spec/artifact/kind",
        "an empty enum|PATCH|/bad|application/json|{\"spec\":{\"state\":\"\"}}|400|INVALID_FIELD|/spec/state",
        "an unknown enum|PATCH|/bad|application/json|{\"spec\":{\"state\":\"PAUSED\"}}|400|INVALID_FIELD|SUSPENDED",
        "a text spec|PATCH|/bad|application/json|{\"spec\":\"RUNNING\"}|400|INVALID_FIELD|/spec",
        "a list of labels|PATCH|/bad|application/json|{\"metadata\":{\"labels\":[1]}}|400|INVALID_FIELD|/metadata/labels",
        "a strategy without kind|POST||application/json|{\"metadata\":{\"name\":\"x\"},\"spec\":{\"restoreStrategy\":{}}}|400|INVALID_FIELD|/spec/restoreStrategy/kind",
        "zero parallelism|PATCH|/bad|application/json|{\"spec\":{\"template\":{\"spec\":{\"parallelism\":0}}}}|400|INVALID_SPEC|at least 1",
        "an unknown target|PATCH|/bad|application/json|{\"spec\":{\"deploymentTargetName\":\"mars\"}}|400|INVALID_FIELD|mars",
        "an unknown target id|PATCH|/bad|application/json|{\"spec\":{\"deploymentTargetId\":\"x\"}}|400|INVALID_FIELD|/spec/deploymentTargetId",
        "a session cluster|PATCH|/bad|application/json|{\"spec\":{\"sessionClusterName\":\"s\"}}|400|INVALID_SPEC|no session cluster",
        "a new name|PATCH|/bad|application/json|{\"metadata\":{\"name\":\"worse\"}}|400|INVALID_FIELD|cannot change",
        "nobody|PATCH|/nobody|application/json|{}|404|NOT_FOUND|nobody",
        "a bad parameter|PATCH|/bad?retry=perhaps|application/json|{}|400|INVALID_PARAMETER|retry",
        "an unreadable query|PATCH|/bad?retry=true&=&x|application/json|{}|400|INVALID_PARAMETER|name=value",
        "a text that cannot be kept|PATCH|/bad|application/json|{\"metadata\":{\"labels\":{\"a\":\"\\u0000\"}}}|400|INVALID_FIELD|U+0000",
        "a taken name|POST||application/json|{\"metadata\":{\"name\":\"bad\"},\"spec\":{\"template\":{\"spec\":{\"artifact\":{\"kind\":\"JAR\",\"jarUri\":\"f\"}}}}}|409|NAME_TAKEN|bad",
        "no such method|POST|/bad|application/json|{}|405|METHOD_NOT_ALLOWED|POST"
      })
  void refusesWithWhatWhereAndWhatToDoAndDoesNothing(
      String name,
      String method,
      String path,
      String type,
      String body,
      int status,
      String code,
      String says)
      throws SQLException {
    one.create("bad", "CANCELLED");
    String before =
        text(
            "select count(*) from command.domain_event where aggregate_id in (select id from command.resource_name where name in ('bad', 'x'))");

    Reply reply =
        one.send(
            method,
            DEPLOYMENTS + (path == null ? "" : path),
            body == null ? "" : body.replace("\\n", "\n"),
            "Content-Type",
            type);

    assertThat(reply.status()).describedAs(reply.http().body()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).contains("application/json");
    assertThat(reply.json().at("/code").asString()).isEqualTo(code);
    assertThat(reply.json().at("/reason").asString()).isEqualTo(code);
    assertThat(reply.json().at("/message").asString()).contains(says);
    assertThat(reply.http().body())
        .doesNotContain("Exception")
        .doesNotContain("io.weir")
        .doesNotContain("at java");
    assertThat(
            text(
                "select count(*) from command.domain_event where aggregate_id in (select id from command.resource_name where name in ('bad', 'x'))"))
        .isEqualTo(before);
  }

  @Test
  void refusesWhatIsTooLargeAndUnknownPlaces() {
    String large = "{\"metadata\":{\"name\":\"" + "x".repeat(1_100_000) + "\"}}";
    assertThat(one.send("POST", DEPLOYMENTS, large).status()).isEqualTo(413);
    assertThat(
            one.send("GET", "/api/v1/namespaces/mars/deployments/x", "")
                .json()
                .at("/code")
                .asString())
        .isEqualTo("UNKNOWN_NAMESPACE");
    assertThat(one.send("GET", "/nowhere", "").json().at("/status").asInt()).isEqualTo(404);
    assertThat(one.get("x", "Accept", "text/html").status()).isEqualTo(406);
    assertThat(one.send("GET", "/livez", "").status()).isEqualTo(200);
    assertThat(one.send("GET", "/readyz", "").status()).isEqualTo(200);
    assertThat(one.send("GET", "/metrics", "").http().body()).contains("hikaricp_connections");
  }

  @Test
  void tellsInJsonThatARequestIsTooLongToBeRead() {
    Reply line = one.send("GET", DEPLOYMENTS + "?labelSelector=" + "x".repeat(20_000), "");
    assertThat(line.status()).isEqualTo(400);
    assertThat(line.json().at("/code").asString()).isEqualTo("MALFORMED_REQUEST");
    assertThat(line.json().at("/message").asString()).contains("8 KB");
    Reply header = one.get("x", "X-Long", "x".repeat(20_000));
    assertThat(header.status()).isEqualTo(400);
    assertThat(header.json().at("/reason").asString()).isEqualTo("MALFORMED_REQUEST");
  }

  private static String text(String query) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}

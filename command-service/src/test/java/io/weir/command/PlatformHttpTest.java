package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.command.ServiceUnderTest.Reply;
import io.weir.command.gate.TokenCommands;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.embedded.junit.TestDatabase;
import io.weir.events.namespaces.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Namespaces, API tokens, secret values and autopilot policies as clients see them. */
class PlatformHttpTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();
  @TempDir static Path directory;

  private static final String NAMESPACES = "/namespaces/v1/namespaces";
  private static final String RESOLVE = "/internal/secret-values:resolve";
  private static final String TOKEN = "t".repeat(43);

  private static TestDatabase database;
  private static ServiceUnderTest service;

  @BeforeAll
  static void start() throws IOException {
    database = DATABASE.freshDatabase();
    writeKeys("one " + key(1));
    Files.writeString(directory.resolve("token"), TOKEN);
    service = started();
  }

  private static ServiceUnderTest started() {
    return ServiceUnderTest.start(
        database.jdbcUrl(),
        "weir.storage.base=file://" + directory.resolve("storage"),
        "weir.secrets.key-file=" + directory.resolve("keys"),
        "weir.secrets.executor-token-file=" + directory.resolve("token"));
  }

  @AfterAll
  static void stop() {
    if (service != null) service.close();
  }

  @Test
  void keepsWhatIsSaidOfANamespace() {
    Reply created =
        service.send(
            "POST",
            NAMESPACES,
            """
            {"name":"namespaces/said","roleBindings":[{"role":"Owner","members":["user:ada","group:ops"]}],
             "createTime":"0001-01-01T00:00:00Z","lifecyclePhase":"UNRECOGNIZED"}
            """);
    assertThat(created.status()).describedAs(created.http().body()).isEqualTo(201);
    JsonNode namespace = created.json().path("namespace");
    assertThat(namespace.path("name").asString()).isEqualTo("namespaces/said");
    assertThat(namespace.at("/roleBindings/0/role").asString()).isEqualTo("owner");
    assertThat(namespace.at("/roleBindings/0/members/1").asString()).isEqualTo("group:ops");
    assertThat(namespace.path("lifecyclePhase").asString()).isEqualTo("LIFECYCLE_PHASE_ACTIVE");
    assertThat(namespace.path("createTime").asString()).startsWith("20");

    Reply patched =
        service.send("PATCH", NAMESPACES + "/said", "{\"previewSessionClusterName\":\"preview\"}");
    assertThat(patched.json().at("/namespace/roleBindings/0/role").asString()).isEqualTo("owner");
    assertThat(patched.json().at("/namespace/previewSessionClusterName").asString())
        .isEqualTo("preview");
    Reply put = service.send("PUT", NAMESPACES + "/said", "{\"name\":\"namespaces/said\"}");
    assertThat(put.json().at("/namespace/roleBindings")).isEmpty();
    Reply preview =
        service.send(
            "POST",
            NAMESPACES + "/said:setPreviewSessionCluster",
            "{\"name\":\"namespaces/said\",\"previewSessionClusterName\":\"other\"}");
    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.json()).isEmpty();
    assertThat(
            service
                .send("PATCH", NAMESPACES + "/said", "{}")
                .json()
                .at("/namespace/previewSessionClusterName")
                .asString())
        .isEqualTo("other");
    assertThat(code(service.send("POST", NAMESPACES, "{\"name\":\"said\"}")))
        .isEqualTo("NAME_TAKEN");
  }

  @ParameterizedTest(name = "{0} {1} {2}: {4}")
  @CsvSource(
      delimiter = '|',
      value = {
        "POST  |                              | {\"name\":\"No\"}                              | 400 | /name",
        "POST  |                              | {}                                             | 400 | /name",
        "POST  |                              | {\"name\":\"x\",\"roleBindings\":1}            | 400 | /roleBindings",
        "POST  |                              | {\"name\":\"x\",\"roleBindings\":[{\"role\":\"god\"}]} | 400 | viewer, editor or owner",
        "POST  |                              | {\"name\":\"x\",\"roleBindings\":[{\"role\":\"owner\",\"members\":[\"ada\"]}]} | 400 | /roleBindings/0/members/0",
        "PUT   | /default                     | {\"name\":\"namespaces/other\"}                | 400 | cannot change",
        "PATCH | /default                     | {\"previewSessionClusterName\":\"A B\"}        | 400 | /previewSessionClusterName",
        "PUT   | /nowhere                     | {}                                             | 404 | nowhere",
        "DELETE| /nowhere                     |                                                | 404 | nowhere",
        "DELETE| /default                     |                                                | 409 | always there",
        "POST  | /x:setPreviewSessionCluster  | {}                                             | 404 | x",
      })
  void refusesWhatNoNamespaceCanBe(
      String method, String path, String body, int status, String says) {
    Reply reply =
        service.send(method, NAMESPACES + (path == null ? "" : path), body == null ? "" : body);

    assertThat(reply.status()).describedAs(reply.http().body()).isEqualTo(status);
    assertThat(reply.json().path("message").asString()).contains(says);
    assertThat(reply.json().path("description").asString()).contains(says);
    assertThat(reply.json().path("ok").asBoolean(true)).isFalse();
  }

  @Test
  void emptiesANamespaceThatIsDeletedAndFreesItsName() throws IOException {
    namespace("doomed");
    String api = "/api/v1/namespaces/doomed";
    assertThat(
            service
                .send("POST", api + "/deployment-targets", "{\"metadata\":{\"name\":\"t\"}}")
                .status())
        .isEqualTo(201);
    Reply deployment =
        service.send(
            "POST",
            api + "/deployments",
            ServiceUnderTest.SPEC
                .formatted("idle", "CANCELLED")
                .replace("\"template\"", "\"deploymentTargetName\":\"t\",\"template\""));
    assertThat(deployment.status()).describedAs(deployment.http().body()).isEqualTo(201);
    service.send(
        "PATCH", api + "/deployment-defaults", "{\"spec\":{\"maxJobCreationAttempts\":7}}");
    secret("doomed", "KEY", "value");
    token("doomed", "ci", "owner");
    Path artifact = directory.resolve("storage/artifacts/namespaces/doomed/a.jar");
    Files.createDirectories(artifact.getParent());
    Files.writeString(artifact, "x");

    Reply deleted = service.send("DELETE", NAMESPACES + "/doomed", "");

    assertThat(deleted.status()).describedAs(deleted.http().body()).isEqualTo(200);
    assertThat(deleted.json().at("/namespace/lifecyclePhase").asString())
        .isEqualTo("LIFECYCLE_PHASE_TERMINATING");
    assertThat(code(secretReply("doomed", "LATE", "value")))
        .isIn("NAMESPACE_TERMINATING", "UNKNOWN_NAMESPACE");
    await("the namespace is gone and its name is free")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        service
                            .send("POST", NAMESPACES, "{\"name\":\"namespaces/doomed\"}")
                            .status())
                    .isEqualTo(201));
    assertThat(artifact).doesNotExist();
    assertThat(service.send("PATCH", api + "/deployment-defaults", "{}").http().body())
        .contains("DeploymentDefaults")
        .doesNotContain("maxJobCreationAttempts");
    assertThat(code(service.send("DELETE", api + "/secret-values/KEY", ""))).isEqualTo("NOT_FOUND");
    assertThat(code(service.send("DELETE", api + "/deployments/idle", ""))).isEqualTo("NOT_FOUND");
    assertThat(resolve("doomed", "KEY").json().path("values")).isEmpty();
  }

  /**
   * A creation and the deletion of its namespace, at once: either it is refused or it is removed.
   */
  @Test
  void letsNothingSlipIntoANamespaceThatIsDeleted() throws Exception {
    for (int round = 0; round < 5; round++) {
      String name = "race-" + round;
      namespace(name);
      try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
        List<Callable<Reply>> requests = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          String secret = "S" + i;
          requests.add(() -> secretReply(name, secret, "v"));
        }
        requests.add(3, () -> service.send("DELETE", NAMESPACES + "/" + name, ""));
        for (Future<Reply> reply : clients.invokeAll(requests))
          assertThat(reply.get().status()).isIn(200, 201, 404, 409);
      }
    }
    for (int round = 0; round < 5; round++) {
      String name = "race-" + round;
      await(name + " is empty and gone")
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(code(service.send("PATCH", NAMESPACES + "/" + name, "{}")))
                      .isIn("UNKNOWN_NAMESPACE", "NOT_FOUND"));
    }
    assertThat(count("select count(*) from command.sealed_value where namespace like 'race-%'"))
        .isZero();
  }

  @Test
  void showsATokenOnceAndKnowsItUntilItIsDeleted() {
    String path = "/apitokens/v1/namespaces/default/apitokens";
    String body = "{\"name\":\"namespaces/default/apitokens/ci\",\"role\":\"editor\"}";

    Reply created = service.send("POST", path, body, "Idempotency-Key", "token-1");
    Reply repeat = service.send("POST", path, body, "Idempotency-Key", "token-1");

    assertThat(created.status()).describedAs(created.http().body()).isEqualTo(201);
    JsonNode token = created.json().path("apiToken");
    assertThat(token.path("name").asString()).isEqualTo("namespaces/default/apitokens/ci");
    assertThat(token.path("role").asString()).isEqualTo("editor");
    String secret = token.path("secret").asString();
    assertThat(secret).matches("weir_[0-9a-f-]{36}\\.[A-Za-z0-9_-]{43}");
    assertThat(repeat.status()).isEqualTo(201);
    assertThat(repeat.json().path("apiToken").has("secret")).isFalse();
    assertThat(repeat.json().at("/apiToken/name")).isEqualTo(token.path("name"));
    TokenCommands tokens = service.bean(TokenCommands.class);
    assertThat(tokens.verify(secret).orElseThrow().role()).isEqualTo(Role.EDITOR);
    assertThat(tokens.verify(secret.substring(0, secret.length() - 2) + "AA")).isEmpty();

    Reply deleted = service.send("DELETE", path + "/ci", "");
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.json()).isEmpty();
    assertThat(tokens.verify(secret)).isEmpty();
    assertThat(code(service.send("DELETE", path + "/ci", ""))).isEqualTo("NOT_FOUND");
    assertThat(code(service.send("POST", path, "{\"name\":\"x\",\"role\":\"admin\"}")))
        .isEqualTo("INVALID_FIELD");
    assertThat(
            code(
                service.send(
                    "POST",
                    path,
                    "{\"name\":\"namespaces/other/apitokens/x\",\"role\":\"owner\"}")))
        .isEqualTo("INVALID_FIELD");
  }

  @Test
  void takesSecretValuesAndGivesThemToExecutorsAlone() {
    String path = "/api/v1/namespaces/default/secret-values";
    Reply created =
        service.send(
            "POST",
            path,
            "kind: SecretValue\nmetadata: {name: DB_PASSWORD, labels: {a: b}}\nspec: {kind: plain, value: 1.10}\n",
            "Content-Type",
            "application/yaml");
    assertThat(created.status()).describedAs(created.http().body()).isEqualTo(201);
    assertThat(created.json().at("/spec")).hasSize(1);
    assertThat(created.json().at("/spec/kind").asString()).isEqualTo("PLAIN");
    assertThat(value("DB_PASSWORD")).isEqualTo("1:1.10");

    service.send("PATCH", path + "/DB_PASSWORD", "{\"spec\":{\"value\":\"two\"}}");
    assertThat(value("DB_PASSWORD")).isEqualTo("2:two");
    Reply relabelled =
        service.send(
            "PATCH", path + "/DB_PASSWORD", "{\"metadata\":{\"labels\":{\"a\":null,\"c\":\"d\"}}}");
    assertThat(relabelled.json().at("/metadata/labels")).hasSize(1);
    assertThat(relabelled.json().at("/metadata/resourceVersion").asInt()).isEqualTo(3);
    assertThat(value("DB_PASSWORD")).isEqualTo("2:two");
    assertThat(service.send("PUT", path + "/DB_PASSWORD", "{}").status()).isEqualTo(200);
    assertThat(value("DB_PASSWORD")).isEqualTo("2:two");
    Reply upserted =
        service.send("PUT", path + "/NEW", "{\"spec\":{\"kind\":\"Plain\",\"value\":\"\"}}");
    assertThat(upserted.status()).isEqualTo(201);
    assertThat(value("NEW")).isEqualTo("1:");

    assertThat(service.send("DELETE", path + "/DB_PASSWORD", "").status()).isEqualTo(200);
    assertThat(resolve("default", "DB_PASSWORD").json().path("values")).isEmpty();
    assertThat(resolve("other", "NEW").json().path("values")).isEmpty();
    String question = "{\"namespace\":\"default\",\"names\":[\"NEW\"]}";
    assertThat(service.send("POST", RESOLVE, question).status()).isEqualTo(404);
    assertThat(
            service
                .send("POST", RESOLVE, question, "Authorization", "Bearer " + TOKEN + "x")
                .status())
        .isEqualTo(404);
    assertThat(resolve("default", "NEW").header("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"metadata\":{\"name\":\"a b\"},\"spec\":{\"value\":\"x\"}}            | 400 | /metadata/name",
        "{\"metadata\":{\"name\":\"A\"}}                                         | 400 | /spec/value",
        "{\"metadata\":{\"name\":\"A\"},\"spec\":{\"kind\":\"VAULT\",\"value\":\"x\"}} | 400 | /spec/kind",
        "{\"metadata\":{\"name\":\"A\"},\"spec\":{\"value\":[1]}}                | 400 | /spec/value",
        "{\"metadata\":{\"name\":\"A\"},\"spec\":\"x\"}                          | 400 | /spec",
      })
  void refusesWhatNoSecretValueCanBe(String body, int status, String says) {
    Reply reply = service.send("POST", "/api/v1/namespaces/default/secret-values", body);

    assertThat(reply.status()).describedAs(reply.http().body()).isEqualTo(status);
    assertThat(reply.json().path("message").asString()).contains(says);
  }

  @Test
  void sealsWithANewKeyAtTheNextStartAndNeedsTheOldOneNoMore() throws Exception {
    secret("default", "ROTATED", "kept");
    service.close();
    writeKeys("two " + key(2), "one " + key(1));
    service = started();
    assertThat(count("select count(*) from command.sealed_value where key_id <> 'two'")).isZero();
    service.close();
    writeKeys("two " + key(2));
    service = started();

    assertThat(value("ROTATED")).isEqualTo("1:kept");
    // Another namespace's ciphertext does not open under this name.
    secret("default", "OTHER", "mine");
    execute(
        "update command.sealed_value a set nonce = b.nonce, ciphertext = b.ciphertext from"
            + " command.sealed_value b where a.name = 'OTHER' and b.name = 'ROTATED'");
    Reply moved = resolve("default", "OTHER");
    assertThat(moved.status()).isEqualTo(500);
    assertThat(moved.http().body()).doesNotContain("kept").contains("UNOPENED_SECRET");
    service.send("DELETE", "/api/v1/namespaces/default/secret-values/OTHER", "");
  }

  @Test
  void keepsAutopilotPolicies() {
    String id = service.create("piloted", "CANCELLED").json().at("/metadata/id").asString();
    String path = "/autopilot/v1alpha1/namespaces/default/deployments/" + id + "/autopilotpolicy";
    Reply put =
        service.send(
            "PUT",
            path,
            """
            {"mode":"AUTOPILOT_MODE_MONITORING",
             "autoscalerConfig":{"cooldownMinutes":5,"minParallelism":1,"maxParallelism":4,"targetUtilization":0.80,
               "extraConfig":{"a":1}},
             "libraConfig":{"policies":{"x":[1.0]}}}
            """);
    assertThat(put.status()).describedAs(put.http().body()).isIn(200, 201);
    JsonNode policy = put.json().path("policy");
    assertThat(policy.path("name").asString())
        .isEqualTo("namespaces/default/deployments/" + id + "/autopilotpolicy");
    assertThat(policy.path("mode").asString()).isEqualTo("AUTOPILOT_MODE_MONITORING");
    assertThat(policy.at("/autoscalerConfig/targetUtilization").asString()).isEqualTo("0.8");
    assertThat(policy.at("/autoscalerConfig/extraConfig/a").asString()).isEqualTo("1");
    assertThat(policy.at("/libraConfig/policies/x/0").asInt()).isEqualTo(1);
    assertThat(policy.path("modifyTime").asString()).startsWith("20");
    Reply again = service.send("PUT", path, "{}");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().at("/policy/mode").asString()).isEqualTo("AUTOPILOT_MODE_DISABLED");
    assertThat(again.json().path("policy").has("autoscalerConfig")).isFalse();

    for (String bad :
        List.of(
            "{\"mode\":\"AUTOPILOT_MODE_INVALID\"}",
            "{\"autoscalerConfig\":{\"minParallelism\":0}}",
            "{\"autoscalerConfig\":{\"minParallelism\":5,\"maxParallelism\":4}}",
            "{\"autoscalerConfig\":{\"targetUtilization\":1.5}}",
            "{\"autoscalerConfig\":[]}",
            "{\"libraConfig\":{\"cooldownMinutes\":-1}}",
            "{\"name\":\"namespaces/default/deployments/x/autopilotpolicy\"}"))
      assertThat(code(service.send("PUT", path, bad))).as(bad).isEqualTo("INVALID_FIELD");
    assertThat(
            code(
                service.send(
                    "PUT",
                    "/autopilot/v1alpha1/namespaces/default/deployments/none/autopilotpolicy",
                    "{}")))
        .isEqualTo("NOT_FOUND");
  }

  @Test
  void knowsNoOtherNamespaceAnywhere() {
    for (String path :
        List.of(
            "/api/v1/namespaces/mars/deployments",
            "/api/v1/namespaces/mars/deployment-targets",
            "/api/v1/namespaces/mars/secret-values",
            "/api/v1/namespaces/mars/savepoints",
            "/apitokens/v1/namespaces/mars/apitokens"))
      assertThat(code(service.send("POST", path, "{}"))).as(path).isEqualTo("UNKNOWN_NAMESPACE");
  }

  @Test
  void previewsWhatHasNoJobAndStoresNothing() throws SQLException {
    String secrets = "/api/v1/namespaces/default/secret-values";
    secret("default", "TRIED", "hush-one");
    namespace("stays");
    long events = count("select count(*) from command.domain_event");

    JsonNode namespace = preview("POST", NAMESPACES, "{\"name\":\"namespaces/tried\"}");
    assertThat(namespace.at("/resource/name").asString()).isEqualTo("namespaces/tried");
    assertThat(
            preview("DELETE", NAMESPACES + "/stays", "").at("/resource/lifecyclePhase").asString())
        .isEqualTo("LIFECYCLE_PHASE_TERMINATING");
    JsonNode token =
        preview(
            "POST",
            "/apitokens/v1/namespaces/default/apitokens",
            "{\"name\":\"namespaces/default/apitokens/tried\",\"role\":\"viewer\"}");
    assertThat(token.toString()).as("no secret of no token").doesNotContain("secret");
    JsonNode secret = preview("PATCH", secrets + "/TRIED", "{\"spec\":{\"value\":\"hush-two\"}}");
    assertThat(secret.at("/resource/metadata/name").asString()).isEqualTo("TRIED");
    assertThat(secret.toString()).doesNotContain("hush");

    assertThat(value("TRIED")).isEqualTo("1:hush-one");
    assertThat(count("select count(*) from command.domain_event")).isEqualTo(events);
    secret("stays", "AFTER", "the namespace is not closed");
    service.send("DELETE", secrets + "/TRIED", "");
  }

  private static JsonNode preview(String method, String path, String body) {
    Reply reply = service.send(method, path + "?dryRun=All", body);
    assertThat(reply.status()).describedAs(reply.http().body()).isEqualTo(200);
    assertThat(reply.json().path("kind").asString()).isEqualTo("Preview");
    assertThat(reply.header("Weir-Position")).isEmpty();
    return reply.json();
  }

  private static void namespace(String name) {
    Reply reply = service.send("POST", NAMESPACES, "{\"name\":\"namespaces/" + name + "\"}");
    assertThat(reply.status()).describedAs(reply.http().body()).isEqualTo(201);
  }

  private static void secret(String namespace, String name, String value) {
    Reply reply = secretReply(namespace, name, value);
    assertThat(reply.status()).describedAs(reply.http().body()).isEqualTo(201);
  }

  private static Reply secretReply(String namespace, String name, String value) {
    return service.send(
        "POST",
        "/api/v1/namespaces/" + namespace + "/secret-values",
        "{\"metadata\":{\"name\":\"%s\"},\"spec\":{\"kind\":\"PLAIN\",\"value\":\"%s\"}}"
            .formatted(name, value));
  }

  private static void token(String namespace, String name, String role) {
    Reply reply =
        service.send(
            "POST",
            "/apitokens/v1/namespaces/" + namespace + "/apitokens",
            "{\"name\":\"%s\",\"role\":\"%s\"}".formatted(name, role));
    assertThat(reply.status()).describedAs(reply.http().body()).isEqualTo(201);
  }

  private static String value(String name) {
    JsonNode value = resolve("default", name).json().at("/values/" + name);
    return value.path("version").asInt() + ":" + value.path("value").asString();
  }

  private static Reply resolve(String namespace, String name) {
    return service.send(
        "POST",
        RESOLVE,
        "{\"namespace\":\"%s\",\"names\":[\"%s\"]}".formatted(namespace, name),
        "Authorization",
        "Bearer " + TOKEN);
  }

  private static String code(Reply reply) {
    return reply.json().path("code").asString();
  }

  private static long count(String query) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void execute(String update) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(update);
    }
  }

  private static void writeKeys(String... lines) throws IOException {
    Files.write(directory.resolve("keys"), Arrays.asList(lines));
  }

  private static String key(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }
}

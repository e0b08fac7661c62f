package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.command.ServiceUnderTest.Reply;
import io.weir.embedded.junit.DatabaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

/** Namespaces as clients see them. */
class NamespaceHttpTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();
  @TempDir static Path directory;

  private static final String NAMESPACES = "/namespaces/v1/namespaces";

  private static PlatformUnderTest platform;

  @BeforeAll
  static void start() throws IOException {
    platform = PlatformUnderTest.start(DATABASE.freshDatabase(), directory);
  }

  @AfterAll
  static void stop() {
    if (platform != null) platform.close();
  }

  @Test
  void keepsWhatIsSaidOfANamespace() {
    Reply created =
        platform.send(
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
        platform.send("PATCH", NAMESPACES + "/said", "{\"previewSessionClusterName\":\"preview\"}");
    assertThat(patched.json().at("/namespace/roleBindings/0/role").asString()).isEqualTo("owner");
    assertThat(patched.json().at("/namespace/previewSessionClusterName").asString())
        .isEqualTo("preview");
    Reply put = platform.send("PUT", NAMESPACES + "/said", "{\"name\":\"namespaces/said\"}");
    assertThat(put.json().at("/namespace/roleBindings")).isEmpty();
    Reply preview =
        platform.send(
            "POST",
            NAMESPACES + "/said:setPreviewSessionCluster",
            "{\"name\":\"namespaces/said\",\"previewSessionClusterName\":\"other\"}");
    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.json()).isEmpty();
    assertThat(
            platform
                .send("PATCH", NAMESPACES + "/said", "{}")
                .json()
                .at("/namespace/previewSessionClusterName")
                .asString())
        .isEqualTo("other");
    assertThat(PlatformUnderTest.code(platform.send("POST", NAMESPACES, "{\"name\":\"said\"}")))
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
        platform.send(method, NAMESPACES + (path == null ? "" : path), body == null ? "" : body);

    assertThat(reply.status()).describedAs(reply.http().body()).isEqualTo(status);
    assertThat(reply.json().path("message").asString()).contains(says);
    assertThat(reply.json().path("description").asString()).contains(says);
    assertThat(reply.json().path("ok").asBoolean(true)).isFalse();
  }

  @Test
  void emptiesANamespaceThatIsDeletedAndFreesItsName() throws IOException {
    platform.namespace("doomed");
    String api = "/api/v1/namespaces/doomed";
    assertThat(
            platform
                .send("POST", api + "/deployment-targets", "{\"metadata\":{\"name\":\"t\"}}")
                .status())
        .isEqualTo(201);
    Reply deployment =
        platform.send(
            "POST",
            api + "/deployments",
            ServiceUnderTest.SPEC
                .formatted("idle", "CANCELLED")
                .replace("\"template\"", "\"deploymentTargetName\":\"t\",\"template\""));
    assertThat(deployment.status()).describedAs(deployment.http().body()).isEqualTo(201);
    platform.send(
        "PATCH", api + "/deployment-defaults", "{\"spec\":{\"maxJobCreationAttempts\":7}}");
    platform.secret("doomed", "KEY", "value");
    platform.token("doomed", "ci", "owner");
    Path artifact = platform.directory().resolve("storage/artifacts/namespaces/doomed/a.jar");
    Files.createDirectories(artifact.getParent());
    Files.writeString(artifact, "x");

    Reply deleted = platform.send("DELETE", NAMESPACES + "/doomed", "");

    assertThat(deleted.status()).describedAs(deleted.http().body()).isEqualTo(200);
    assertThat(deleted.json().at("/namespace/lifecyclePhase").asString())
        .isEqualTo("LIFECYCLE_PHASE_TERMINATING");
    assertThat(PlatformUnderTest.code(platform.secretReply("doomed", "LATE", "value")))
        .isIn("NAMESPACE_TERMINATING", "UNKNOWN_NAMESPACE");
    await("the namespace is gone and its name is free")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        platform
                            .send("POST", NAMESPACES, "{\"name\":\"namespaces/doomed\"}")
                            .status())
                    .isEqualTo(201));
    assertThat(artifact).doesNotExist();
    assertThat(platform.send("PATCH", api + "/deployment-defaults", "{}").http().body())
        .contains("DeploymentDefaults")
        .doesNotContain("maxJobCreationAttempts");
    assertThat(PlatformUnderTest.code(platform.send("DELETE", api + "/secret-values/KEY", "")))
        .isEqualTo("NOT_FOUND");
    assertThat(PlatformUnderTest.code(platform.send("DELETE", api + "/deployments/idle", "")))
        .isEqualTo("NOT_FOUND");
    assertThat(platform.resolve("doomed", "KEY").json().path("values")).isEmpty();
  }

  /**
   * A creation and the deletion of its namespace, at once: either it is refused or it is removed.
   */
  @Test
  void letsNothingSlipIntoANamespaceThatIsDeleted() throws Exception {
    for (int round = 0; round < 5; round++) {
      String name = "race-" + round;
      platform.namespace(name);
      try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
        List<Callable<Reply>> requests = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          String secret = "S" + i;
          requests.add(() -> platform.secretReply(name, secret, "v"));
        }
        requests.add(3, () -> platform.send("DELETE", NAMESPACES + "/" + name, ""));
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
                  assertThat(
                          PlatformUnderTest.code(
                              platform.send("PATCH", NAMESPACES + "/" + name, "{}")))
                      .isIn("UNKNOWN_NAMESPACE", "NOT_FOUND"));
    }
    assertThat(
            platform.count(
                "select count(*) from command.sealed_value where namespace like 'race-%'"))
        .isZero();
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
      assertThat(PlatformUnderTest.code(platform.send("POST", path, "{}")))
          .as(path)
          .isEqualTo("UNKNOWN_NAMESPACE");
  }
}

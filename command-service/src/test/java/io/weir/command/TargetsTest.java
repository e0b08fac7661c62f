package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.ServiceUnderTest.Reply;
import io.weir.command.gate.FirstStart;
import io.weir.command.gate.NamespaceCommands;
import io.weir.command.gate.TargetCommands;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.embedded.junit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deployment targets as clients see them, and what refers to them. */
class TargetsTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private static final String TARGETS = "/api/v1/namespaces/default/deployment-targets";
  private static final String TARGET =
      """
      {"kind":"DeploymentTarget","metadata":{"name":"%s","labels":{"region":"eu"},"id":null,"resourceVersion":7},
       "spec":{"kubernetes":{"namespace":"%s"},"deploymentPatchSet":[]}}
      """;

  private static TestDatabase database;
  private static ServiceUnderTest service;

  @BeforeAll
  static void start() {
    database = DATABASE.freshDatabase();
    service =
        ServiceUnderTest.start(
            database.jdbcUrl(),
            "weir.storage.base=file:///data",
            "weir.kubernetes-namespace=flink-jobs");
    service.send("POST", "/namespaces/v1/namespaces", "{\"name\":\"namespaces/team-a\"}");
  }

  @AfterAll
  static void stop() {
    if (service != null) service.close();
  }

  @Test
  void livesFromItsCreationToItsDeletion() throws SQLException {
    Reply created = post(TARGET.formatted("Life_1", "streams"));
    assertThat(created.status()).describedAs(created.http().body()).isEqualTo(201);
    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    assertThat(created.header("Weir-Position")).matches("[0-7]:[0-9]+");
    assertThat(created.json().at("/spec/kubernetes/namespace").asString()).isEqualTo("streams");
    assertThat(created.json().at("/metadata/resourceVersion").asInt()).isEqualTo(1);

    Reply put = put("Life_1", "{\"metadata\":{\"annotations\":{\"note\":\"x\"}},\"spec\":{}}");
    assertThat(put.status()).isEqualTo(200);
    assertThat(put.json().at("/metadata/id")).isEqualTo(created.json().at("/metadata/id"));
    assertThat(put.json().at("/metadata/labels").size()).isZero();
    assertThat(put.json().at("/metadata/annotations/note").asString()).isEqualTo("x");
    assertThat(put.json().at("/spec/kubernetes/namespace").asString()).isEqualTo("streams");
    assertThat(put.json().at("/metadata/resourceVersion").asInt()).isEqualTo(2);

    assertThat(delete("Life_1").status()).isEqualTo(200);
    assertThat(delete("Life_1").status()).isEqualTo(404);
    assertThat(
            text(
                "select string_agg(aggregate_type || ' ' || type, ', ' order by sequence)"
                    + " from command.domain_event where aggregate_id = '"
                    + created.json().at("/metadata/id").asString()
                    + "'"))
        .isEqualTo(
            "deployment-target deployment-target.registered, deployment-target"
                + " deployment-target.revised, deployment-target deployment-target.deleted");
    assertThat(post(TARGET.formatted("Life_1", "elsewhere")).status()).isEqualTo(201);
  }

  @Test
  void putsCreateByNameOncePerKey() {
    Reply first =
        service.send(
            "PUT", TARGETS + "/put", TARGET.formatted("", "streams"), "Idempotency-Key", "t1");
    Reply repeat =
        service.send(
            "PUT", TARGETS + "/put", TARGET.formatted("", "streams"), "Idempotency-Key", "t1");

    assertThat(first.status()).describedAs(first.http().body()).isEqualTo(201);
    assertThat(repeat.status()).isEqualTo(201);
    assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(repeat.json()).isEqualTo(first.json());
  }

  @Test
  void refusesAStaleWriterWithTheCurrentState() {
    post(TARGET.formatted("stale", "streams"));

    Reply stale = service.send("DELETE", TARGETS + "/stale", "", "If-Match", "\"4\"");

    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.json().at("/currentVersion").asInt()).isEqualTo(1);
    assertThat(stale.json().at("/current/metadata/name").asString()).isEqualTo("stale");
    assertThat(service.send("DELETE", TARGETS + "/stale", "", "If-Match", "\"1\"").status())
        .isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "no name|POST||{}|400|INVALID_FIELD|/metadata/name",
        "a bad name|POST||{\"metadata\":{\"name\":\"a.b\"}}|400|INVALID_FIELD|0-9, a-z, A-Z",
        "a taken name|POST||{\"metadata\":{\"name\":\"default\"}}|409|NAME_TAKEN|deployment target",
        "another kind|POST||{\"kind\":\"Deployment\",\"metadata\":{\"name\":\"x\"}}|400|INVALID_FIELD|DeploymentTarget",
        "another namespace|POST||{\"metadata\":{\"name\":\"x\",\"namespace\":\"y\"}}|400|INVALID_FIELD|as in the path",
        "a bad namespace|POST||{\"metadata\":{\"name\":\"x\"},\"spec\":{\"kubernetes\":{\"namespace\":\"A\"}}}|400|INVALID_FIELD|/spec/kubernetes/namespace",
        "a spec that is no object|POST||{\"metadata\":{\"name\":\"x\"},\"spec\":[]}|400|INVALID_FIELD|/spec: expected an object",
        "another spec|PUT|/default|{\"spec\":{\"kubernetes\":{\"namespace\":\"mars\"}}}|400|IMMUTABLE_FIELD|create another target",
        "another name|PUT|/default|{\"metadata\":{\"name\":\"other\"}}|400|INVALID_FIELD|cannot change",
        "a patch|PATCH|/default|{}|405|METHOD_NOT_ALLOWED|PATCH",
        "nobody|DELETE|/nobody||404|NOT_FOUND|nobody"
      })
  void refusesWithWhatWhereAndWhatToDo(
      String what, String method, String path, String body, int status, String code, String says) {
    Reply reply =
        service.send(method, TARGETS + (path == null ? "" : path), body == null ? "" : body);

    assertThat(reply.status()).describedAs(reply.http().body()).isEqualTo(status);
    assertThat(reply.json().at("/code").asString()).isEqualTo(code);
    assertThat(reply.json().at("/message").asString()).contains(says);
  }

  @Test
  void isKeptWhileADeploymentRefersToIt() throws SQLException {
    post(TARGET.formatted("used", "used-jobs"));
    Reply runs =
        service.send(
            "POST",
            "/api/v1/namespaces/default/deployments",
            deployment("refers", "\"state\":\"RUNNING\",\"deploymentTargetName\":\"used\","));
    assertThat(runs.status()).describedAs(runs.http().body()).isEqualTo(201);
    assertThat(
            text(
                "select convert_from(payload, 'UTF8')::jsonb #>> '{target,kubernetesNamespace}'"
                    + " from command.domain_event where type = 'job.requested' and aggregate_id = '"
                    + runs.json().at("/metadata/id").asString()
                    + "'"))
        .isEqualTo("used-jobs");

    Reply kept = delete("used");
    assertThat(kept.status()).isEqualTo(409);
    assertThat(kept.json().at("/code").asString()).isEqualTo("STILL_REFERENCED");
    assertThat(kept.json().at("/message").asString()).contains("deployment refers");

    service.patch("refers", "{\"spec\":{\"deploymentTargetName\":\"default\"}}");
    assertThat(delete("used").status()).isEqualTo(200);
    Reply gone = service.patch("refers", "{\"spec\":{\"deploymentTargetName\":\"used\"}}");
    assertThat(gone.status()).isEqualTo(400);
    assertThat(gone.json().at("/message").asString())
        .contains("no deployment target 'used' in the namespace default; known are")
        .contains("default");
  }

  @Test
  void isKeptForAForkAndNotForWhatWasDeleted() {
    post(TARGET.formatted("shared", "streams"));
    String deployments = "/api/v1/namespaces/default/deployments";
    Reply source =
        service.send(
            "POST",
            deployments,
            deployment("source", "\"state\":\"CANCELLED\",\"deploymentTargetName\":\"shared\","));
    assertThat(source.status()).describedAs(source.http().body()).isEqualTo(201);
    Reply fork = service.send("POST", deployments + "/source/fork", "{\"name\":\"its-fork\"}");
    assertThat(fork.status()).describedAs(fork.http().body()).isEqualTo(201);
    assertThat(service.send("DELETE", deployments + "/source", "").status()).isEqualTo(200);

    Reply kept = delete("shared");
    assertThat(kept.status()).isEqualTo(409);
    assertThat(kept.json().at("/message").asString())
        .contains("deployment its-fork")
        .doesNotContain("deployment source");
    assertThat(service.send("DELETE", deployments + "/its-fork", "").status()).isEqualTo(200);
    assertThat(delete("shared").status()).isEqualTo(200);

    Reply back =
        service.send(
            "POST",
            deployments + "/" + source.json().at("/metadata/id").asString() + "/undelete",
            "{}");
    assertThat(back.status()).isEqualTo(409);
    assertThat(back.json().at("/code").asString()).isEqualTo("TARGET_GONE");
    assertThat(back.json().at("/message").asString()).contains("shared");
  }

  @Test
  void isFoundByIdAndByNameInItsNamespaceOnly() {
    String id = post(TARGET.formatted("both", "both-jobs")).json().at("/metadata/id").asString();
    Reply byId =
        service.send(
            "POST",
            "/api/v1/namespaces/default/deployments",
            deployment("by-id", "\"deploymentTargetId\":\"%s\",".formatted(id)));
    assertThat(byId.status()).describedAs(byId.http().body()).isEqualTo(201);
    assertThat(byId.json().at("/spec/deploymentTargetName").asString()).isEqualTo("both");
    assertThat(byId.json().at("/spec/deploymentTargetId").asString()).isEqualTo(id);

    Reply torn =
        service.patch(
            "by-id",
            "{\"spec\":{\"deploymentTargetId\":\"%s\",\"deploymentTargetName\":\"default\"}}"
                .formatted(id));
    assertThat(torn.status()).isEqualTo(400);
    assertThat(torn.json().at("/message").asString()).contains("give one of the two");

    Reply elsewhere =
        service.send(
            "POST",
            "/api/v1/namespaces/team-a/deployments",
            deployment("by-id", "\"deploymentTargetId\":\"%s\",".formatted(id)));
    assertThat(elsewhere.status()).isEqualTo(400);
    assertThat(elsewhere.json().at("/message").asString())
        .contains("in the namespace team-a; create one first");
  }

  /** Whoever refers and whoever deletes: never both. */
  @Test
  void isNeverDeletedUnderADeploymentThatBeginsToReferToIt() {
    for (int round = 0; round < 12; round++) {
      String target = "raced-" + round;
      String deployment = "racer-" + round;
      post(TARGET.formatted(target, "streams"));
      CompletableFuture<Reply> deletes = CompletableFuture.supplyAsync(() -> delete(target));
      Reply refers =
          service.send(
              "POST",
              "/api/v1/namespaces/default/deployments",
              deployment(deployment, "\"deploymentTargetName\":\"%s\",".formatted(target)));
      int deleted = deletes.join().status();

      assertThat(refers.status() + " " + deleted)
          .describedAs(refers.http().body())
          .isIn("201 409", "400 200");
    }
  }

  @Test
  void theFirstOneIsMadeOnceInTheLifeOfALog() throws SQLException {
    String made =
        "select string_agg(convert_from(metadata, 'UTF8')::jsonb ->> 'actor', ', ')"
            + " from command.domain_event where type = 'deployment-target.registered'"
            + " and convert_from(payload, 'UTF8')::jsonb ->> 'name' = 'default'";
    assertThat(text(made)).isEqualTo("system:first-start");

    new FirstStart(service.bean(NamespaceCommands.class), service.bean(TargetCommands.class))
        .prepare(UUID.randomUUID());

    assertThat(text(made)).isEqualTo("system:first-start");
  }

  private static String deployment(String name, String fields) {
    return """
        {"metadata":{"name":"%s"},"spec":{%s"template":{"spec":{
          "artifact":{"kind":"JAR","jarUri":"file:///orders.jar"}}}}}
        """
        .formatted(name, fields);
  }

  private static Reply post(String body) {
    return service.send("POST", TARGETS, body);
  }

  private static Reply put(String name, String body) {
    return service.send("PUT", TARGETS + "/" + name, body);
  }

  private static Reply delete(String name) {
    return service.send("DELETE", TARGETS + "/" + name, "");
  }

  private static String text(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}

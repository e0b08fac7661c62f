package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.command.ServiceUnderTest.Reply;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.embedded.junit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Session clusters as clients see them; what the executor reports is in SessionClustersIT. */
class SessionsHttpTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private static final String SESSIONS = "/api/v1/namespaces/default/sessionclusters";
  private static TestDatabase database;
  private static ServiceUnderTest service;

  @BeforeAll
  static void start() {
    database = DATABASE.freshDatabase();
    service = ServiceUnderTest.start(database.jdbcUrl(), "weir.kubernetes-namespace=flink-jobs");
    post(
        "{\"metadata\":{\"name\":\"up\"},\"spec\":{\"state\":\"RUNNING\",\"deploymentTargetName\":\"default\"}}");
  }

  @AfterAll
  static void stop() {
    if (service != null) service.close();
  }

  @Test
  void livesFromItsCreationToItsDeletion() {
    Reply created =
        service.send(
            "POST",
            SESSIONS,
            """
            kind: SessionCluster
            metadata: {name: life, labels: {team: a}}
            spec: {deploymentTargetName: default, flinkVersion: 2.3, flinkConfiguration: {taskmanager.numberOfTaskSlots: 4}}
            """,
            "Content-Type",
            "application/yaml");
    assertThat(created.status()).describedAs(created.http().body()).isEqualTo(201);
    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    assertThat(created.json().at("/spec/state").asString()).isEqualTo("STOPPED");
    assertThat(created.json().at("/spec/numberOfTaskManagers").asInt()).isEqualTo(1);
    assertThat(created.json().at("/spec/resources/jobmanager/memory").asString()).isEqualTo("1G");
    assertThat(
            created.json().at("/spec/flinkConfiguration/taskmanager.numberOfTaskSlots").asString())
        .isEqualTo("4");
    assertThat(created.json().at("/status/state").asString()).isEqualTo("STOPPED");

    Reply put =
        service.send(
            "PUT",
            SESSIONS + "/life",
            "{\"spec\":{\"deploymentTargetName\":\"default\",\"numberOfTaskManagers\":2}}");
    assertThat(put.status()).describedAs(put.http().body()).isEqualTo(200);
    assertThat(put.json().at("/metadata/labels").size()).isZero();
    assertThat(put.json().at("/spec/flinkConfiguration").size()).isZero();

    assertThat(kept().status()).isEqualTo(409);
    assertThat(kept().json().at("/message").asString()).contains("session-cluster up");

    assertThat(delete("life").status()).isEqualTo(200);
    assertThat(delete("life").status()).isEqualTo(404);
  }

  /** The target is kept for it. */
  private static Reply kept() {
    return service.send("DELETE", "/api/v1/namespaces/default/deployment-targets/default", "");
  }

  @Test
  void aWishToRunAsksForAClusterAndAWishToStopEndsIt() {
    Reply created =
        post(
            "{\"metadata\":{\"name\":\"wished\"},\"spec\":{\"deploymentTargetName\":\"default\"}}");
    assertThat(created.status()).describedAs(created.http().body()).isEqualTo(201);

    Reply started = patch("wished", "{\"spec\":{\"state\":\"RUNNING\"}}");
    assertThat(started.json().at("/status/state").asString()).isEqualTo("STARTING");
    assertThat(delete("wished").json().at("/code").asString()).isEqualTo("STILL_WANTED");

    Reply stopping = patch("wished", "{\"spec\":{\"state\":\"STOPPED\"}}");
    assertThat(stopping.json().at("/status/state").asString()).isEqualTo("STOPPING");
    assertThat(delete("wished").status()).isEqualTo(409);
    assertThat(delete("wished").json().at("/code").asString()).isEqualTo("SESSION_CLUSTER_RUNS");
  }

  @Test
  void whatAPatchDeletesIsTheDefaultAgain() {
    post(
        """
        {"metadata":{"name":"patched"},"spec":{"deploymentTargetName":"default","numberOfTaskManagers":5,
         "kubernetes":{"pods":{"nodeSelector":{"zone":1}}}}}
        """);

    Reply patched =
        patch(
            "patched",
            """
            {"metadata":{"labels":{"a":"b"}},
             "spec":{"numberOfTaskManagers":null,"kubernetes":{"jobManagerPodTemplate":{"spec":{}}}}}
            """);

    assertThat(patched.status()).describedAs(patched.http().body()).isEqualTo(200);
    assertThat(patched.json().at("/spec/numberOfTaskManagers").asInt()).isEqualTo(1);
    assertThat(patched.json().at("/spec/kubernetes/pods").isMissingNode()).isTrue();
    assertThat(patched.json().at("/metadata/labels/a").asString()).isEqualTo("b");
  }

  @Test
  void aPreviewStoresNothing() {
    String body =
        "{\"metadata\":{\"name\":\"foreseen\"},\"spec\":{\"state\":\"RUNNING\",\"deploymentTargetName\":\"default\"}}";
    Reply preview = service.send("POST", SESSIONS + "?dryRun=All", body);

    assertThat(preview.status()).describedAs(preview.http().body()).isEqualTo(200);
    assertThat(preview.http().body()).contains("STARTING");
    assertThat(delete("foreseen").status()).isEqualTo(404);
  }

  @Test
  void putsCreateByNameOncePerKey() {
    String body = "{\"spec\":{\"deploymentTargetName\":\"default\"}}";
    Reply first = service.send("PUT", SESSIONS + "/put", body, "Idempotency-Key", "s1");
    Reply repeat = service.send("PUT", SESSIONS + "/put", body, "Idempotency-Key", "s1");

    assertThat(first.status()).describedAs(first.http().body()).isEqualTo(201);
    assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(repeat.json()).isEqualTo(first.json());
    Reply stale = service.send("PUT", SESSIONS + "/put", body, "If-Match", "\"7\"");
    assertThat(stale.status()).isEqualTo(412);
  }

  @Test
  void isNotStoppedWhileADeploymentHasAJobOnIt() {
    running("used");
    deploy("orders", "RUNNING", "used");
    deploy("clicks", "CANCELLED", "used");

    Reply kept = patch("used", "{\"spec\":{\"state\":\"STOPPED\"}}");
    assertThat(kept.status()).describedAs(kept.http().body()).isEqualTo(409);
    assertThat(kept.json().at("/code").asString()).isEqualTo("SESSION_CLUSTER_IN_USE");
    assertThat(kept.json().at("/message").asString())
        .contains("deployment orders")
        .doesNotContain("clicks");
    assertThat(patch("used", "{\"spec\":{\"numberOfTaskManagers\":4}}").status()).isEqualTo(200);
  }

  @Test
  void isStoppedWhenNothingOnItRunsAndNotDeletedWhileItIsNamed() {
    running("named");
    deploy("views", "CANCELLED", "named");

    assertThat(patch("named", "{\"spec\":{\"state\":\"STOPPED\"}}").status()).isEqualTo(200);
    Reply started = deployment("PATCH", "/views", "{\"spec\":{\"state\":\"RUNNING\"}}");
    assertThat(started.json().at("/status/transition/conditions/0/type").asString())
        .isEqualTo("SessionClusterAwaited");
    assertThat(started.json().at("/status/transition/conditions/0/message").asString())
        .as("the first start is on its way out")
        .contains("start 2");

    post("{\"metadata\":{\"name\":\"kept\"},\"spec\":{\"deploymentTargetName\":\"default\"}}");
    deploy("stays", "CANCELLED", "kept");
    assertThat(delete("kept").status()).isEqualTo(409);
    assertThat(delete("kept").json().at("/code").asString()).isEqualTo("STILL_REFERENCED");
    assertThat(delete("kept").json().at("/message").asString()).contains("deployment stays");
    Reply moved =
        deployment("PATCH", "/stays", "{\"spec\":{\"deploymentTargetName\":\"default\"}}");
    assertThat(moved.status()).describedAs(moved.http().body()).isEqualTo(200);
    assertThat(moved.json().at("/spec/sessionClusterName").isMissingNode()).isTrue();
    assertThat(moved.json().at("/spec/template/spec/resources/jobmanager/memory").asString())
        .as("its own cluster needs what the session cluster had")
        .isEqualTo("1G");
    assertThat(delete("kept").status()).isEqualTo(200);
  }

  @Test
  void aDeploymentOnItHasNothingOfProcessesAndIsRefusedWhatItSaysOfThem() {
    running("plain");
    Reply created = deploy("lean", "CANCELLED", "plain");
    assertThat(created.json().at("/spec/deploymentTargetName").isMissingNode()).isTrue();
    assertThat(created.json().at("/spec/template/spec/resources").size()).isZero();
    assertThat(created.json().at("/spec/template/spec/logging/loggingProfile").isMissingNode())
        .isTrue();

    Reply refused =
        deployment(
            "PATCH",
            "/lean",
            """
            {"spec":{"template":{"spec":{"resources":{"jobmanager":{"cpu":1,"memory":"1g"}},
             "flinkConfiguration":{"taskmanager.numberOfTaskSlots":"2"}}}}}
            """);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/code").asString()).isEqualTo("INVALID_SPEC");
    assertThat(refused.json().at("/message").asString())
        .contains("/spec/template/spec/resources", "taskmanager.numberOfTaskSlots");

    Reply preview = deployment("PATCH", "/lean?dryRun=All", "{\"spec\":{\"state\":\"RUNNING\"}}");
    assertThat(preview.status()).describedAs(preview.http().body()).isEqualTo(200);
    assertThat(preview.http().body()).contains("no job of this deployment ran before");

    service.create("owns", "CANCELLED");
    Reply joined = deployment("PATCH", "/owns", "{\"spec\":{\"sessionClusterName\":\"plain\"}}");
    assertThat(joined.status()).describedAs(joined.http().body()).isEqualTo(200);
    assertThat(joined.json().at("/spec/template/spec/resources").size()).isZero();
    assertThat(joined.json().at("/spec/deploymentTargetId").isMissingNode()).isTrue();
  }

  @Test
  void waitsForWhoeverBeginsToUseIt() throws Exception {
    Reply session = running("raced");
    deploy("racer", "CANCELLED", "raced");
    CompletableFuture<Reply> stops;
    try (Connection begins = database.dataSource().getConnection();
        Statement statement = begins.createStatement()) {
      begins.setAutoCommit(false);
      statement.execute(
          "select from command.resource_name where id = '%s' for key share".formatted(id(session)));
      stops =
          CompletableFuture.supplyAsync(() -> patch("raced", "{\"spec\":{\"state\":\"STOPPED\"}}"));
      await("the stop waits for the row")
          .until(
              () ->
                  !text("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                      .equals("0"));
      Reply begun = deployment("PATCH", "/racer", "{\"spec\":{\"state\":\"RUNNING\"}}");
      assertThat(begun.status()).describedAs(begun.http().body()).isEqualTo(200);
      begins.commit();
    }
    assertThat(stops.join().json().at("/code").asString()).isEqualTo("SESSION_CLUSTER_IN_USE");
  }

  @Test
  void goesWithItsNamespace() {
    service.send("POST", "/namespaces/v1/namespaces", "{\"name\":\"namespaces/leaving\"}");
    String there = "/api/v1/namespaces/leaving";
    service.send(
        "POST", there + "/deployment-targets", "{\"metadata\":{\"name\":\"default\"},\"spec\":{}}");
    Reply created =
        service.send(
            "POST",
            there + "/sessionclusters",
            "{\"metadata\":{\"name\":\"x\"},\"spec\":{\"deploymentTargetName\":\"default\"}}");
    assertThat(created.status()).describedAs(created.http().body()).isEqualTo(201);

    service.send("DELETE", "/namespaces/v1/namespaces/leaving", "");

    await("the namespace is empty and gone")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> service.send("PATCH", "/namespaces/v1/namespaces/leaving", "{}").status() == 404);
  }

  private static Reply running(String name) {
    Reply session =
        post(
            "{\"metadata\":{\"name\":\"%s\"},\"spec\":{\"state\":\"RUNNING\",\"deploymentTargetName\":\"default\"}}"
                .formatted(name));
    assertThat(session.status()).describedAs(session.http().body()).isEqualTo(201);
    return session;
  }

  private static Reply deploy(String name, String state, String session) {
    Reply created =
        deployment(
            "POST",
            "",
            """
            {"metadata":{"name":"%s"},"spec":{"state":"%s","sessionClusterName":"%s",
             "template":{"spec":{"artifact":{"kind":"JAR","jarUri":"https://repo.example.com/a.jar"}}}}}
            """
                .formatted(name, state, session));
    assertThat(created.status()).describedAs(created.http().body()).isEqualTo(201);
    return created;
  }

  private static Reply deployment(String method, String path, String body) {
    return service.send(method, "/api/v1/namespaces/default/deployments" + path, body);
  }

  private static String id(Reply reply) {
    return reply.json().at("/metadata/id").asString();
  }

  private static String text(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "no name|POST||{\"spec\":{\"deploymentTargetName\":\"default\"}}|400|INVALID_FIELD|/metadata/name",
        "no target|POST||{\"metadata\":{\"name\":\"x\"}}|400|INVALID_FIELD|/spec/deploymentTargetName",
        "an unknown target|POST||{\"metadata\":{\"name\":\"x\"},\"spec\":{\"deploymentTargetName\":\"mars\"}}|400|INVALID_FIELD|known are default",
        "a taken name|POST||{\"metadata\":{\"name\":\"up\"},\"spec\":{\"deploymentTargetName\":\"default\"}}|409|NAME_TAKEN|session cluster",
        "another kind|POST||{\"kind\":\"Deployment\",\"metadata\":{\"name\":\"x\"}}|400|INVALID_FIELD|SessionCluster",
        "a wish that is none|POST||{\"metadata\":{\"name\":\"x\"},\"spec\":{\"state\":\"SUSPENDED\",\"deploymentTargetName\":\"default\"}}|400|INVALID_FIELD|RUNNING, STOPPED",
        "no TaskManagers|POST||{\"metadata\":{\"name\":\"x\"},\"spec\":{\"numberOfTaskManagers\":0,\"deploymentTargetName\":\"default\"}}|400|INVALID_SPEC|expected at least 1",
        "an unknown Flink|POST||{\"metadata\":{\"name\":\"x\"},\"spec\":{\"flinkVersion\":\"9.9\",\"deploymentTargetName\":\"default\"}}|400|INVALID_SPEC|/spec/flinkVersion",
        "an option while it starts|PATCH|/up|{\"spec\":{\"flinkConfiguration\":{\"a\":\"b\"}}}|409|SESSION_CLUSTER_RUNS|/spec/flinkConfiguration",
        "another name|PATCH|/up|{\"metadata\":{\"name\":\"other\"}}|400|INVALID_FIELD|cannot change",
        "nobody|PATCH|/nobody|{}|404|NOT_FOUND|nobody",
        "nobody to delete|DELETE|/nobody||404|NOT_FOUND|nobody"
      })
  void refusesWithWhatWhereAndWhatToDo(
      String what, String method, String path, String body, int status, String code, String says) {
    Reply reply =
        service.send(method, SESSIONS + (path == null ? "" : path), body == null ? "" : body);

    assertThat(reply.status()).describedAs(reply.http().body()).isEqualTo(status);
    assertThat(reply.json().at("/code").asString()).isEqualTo(code);
    assertThat(reply.json().at("/message").asString()).contains(says);
  }

  private static Reply post(String body) {
    return service.send("POST", SESSIONS, body);
  }

  private static Reply patch(String name, String body) {
    return service.send("PATCH", SESSIONS + "/" + name, body);
  }

  private static Reply delete(String name) {
    return service.send("DELETE", SESSIONS + "/" + name, "");
  }
}

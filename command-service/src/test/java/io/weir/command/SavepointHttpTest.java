package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.ServiceUnderTest.Reply;
import io.weir.embedded.junit.DatabaseExtension;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Copies, forks, deletions and undeletions as clients see them, on a real database. */
class SavepointHttpTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private static final String BASE = "/api/v1/namespaces/default/";
  private static ServiceUnderTest weir;

  @BeforeAll
  static void start() {
    weir =
        ServiceUnderTest.start(
            DATABASE.freshDatabase().jdbcUrl(), "weir.storage.base=file:///data");
    weir.send("POST", "/namespaces/v1/namespaces", "{\"name\":\"namespaces/team-a\"}");
  }

  @AfterAll
  static void stop() {
    if (weir != null) weir.close();
  }

  @Test
  void anImportHonoursAFreeIdAndTheAliasOfTheDeployment() {
    String deployment = create("import");
    UUID id = UUID.randomUUID();
    String body =
        """
        {"metadata":{"id":"%s"},"spec":{"deploymentId":"%s","savepointLocation":"s3://b/sp"}}
        """;
    Reply copied = weir.send("POST", BASE + "savepoints", body.formatted(id, deployment));
    assertThat(copied.status()).describedAs(copied.http().body()).isEqualTo(201);
    assertThat(copied.json().at("/metadata/id").asString()).isEqualTo(id.toString());
    assertThat(copied.json().at("/metadata/origin").asString()).isEqualTo("COPIED");
    assertThat(copied.json().at("/status/state").asString()).isEqualTo("COMPLETED");

    // Taken: by this deployment and for every other.
    assertProblem(
        weir.send("POST", BASE + "savepoints", body.formatted(id, deployment)), 409, "ID_TAKEN");
    String other = create("import-other");
    assertProblem(
        weir.send("POST", BASE + "savepoints", body.formatted(id, other)), 409, "ID_TAKEN");
  }

  @Test
  void whatIsNoUuidIsRefusedWithItsPlace() {
    String deployment = create("no-uuid");
    Reply id =
        weir.send(
            "POST",
            BASE + "savepoints",
            "{\"metadata\":{\"id\":\"mine\",\"deploymentId\":\"" + deployment + "\"}}");
    assertThat(id.status()).isEqualTo(400);
    assertThat(id.json().at("/errors/0/pointer").asString()).isEqualTo("/metadata/id");
    Reply alias =
        weir.send("POST", BASE + "savepoints", "{\"spec\":{\"deploymentId\":\"orders\"}}");
    assertThat(alias.status()).isEqualTo(400);
    assertThat(alias.json().at("/errors/0/pointer").asString()).isEqualTo("/spec/deploymentId");
  }

  @Test
  void aForkIsANewDeploymentAndMayBeginFromASavepoint() {
    String source = create("source");
    String savepoint = copy(source, "file:///data/x").json().at("/metadata/id").asString();
    Reply fork =
        weir.send(
            "POST",
            BASE + "deployments/source/fork",
            "{\"name\":\"source-2\",\"savepointId\":\"" + savepoint + "\"}");

    assertThat(fork.status()).describedAs(fork.http().body()).isEqualTo(201);
    assertThat(fork.json().at("/metadata/displayName").asString()).isEqualTo("Fork of source");
    assertThat(fork.json().at("/status/state").asString()).isEqualTo("CANCELLED");
    assertThat(fork.json().at("/spec/template")).isEqualTo(spec("source").at("/template"));
    assertThat(fork.json().at("/metadata/id").asString()).isNotEqualTo(source);
    Reply started = weir.patch("source-2", "{\"spec\":{\"state\":\"RUNNING\"}}");
    assertThat(started.json().at("/status/transition/target").asString()).isEqualTo("RUNNING");
  }

  @Test
  void aForkThatCannotBeSaysWhyAndLeavesNothingBehind() {
    create("solid");
    String path = BASE + "deployments/solid/fork";
    assertProblem(weir.send("POST", path, "{\"name\":\"solid\"}"), 409, "NAME_TAKEN");
    Reply bad = weir.send("POST", path, "{\"name\":\"No Name\"}");
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.json().at("/errors/0/pointer").asString()).isEqualTo("/name");
    assertProblem(
        weir.send(
            "POST", path, "{\"name\":\"solid-2\",\"savepointId\":\"" + UUID.randomUUID() + "\"}"),
        404,
        "SAVEPOINT_NOT_FOUND");
    assertProblem(
        weir.send("POST", BASE + "deployments/nobody/fork", "{\"name\":\"x\"}"), 404, "NOT_FOUND");
    assertProblem(
        weir.send("POST", path, "{\"name\":\"solid-2\"}", "If-Match", "\"77\""),
        412,
        "STALE_VERSION");
    // The name that a refused fork asked for is still free.
    assertThat(weir.send("POST", path, "{\"name\":\"solid-2\"}").status()).isEqualTo(201);
  }

  @Test
  void aDeletedDeploymentCanComeBackUntilItsNameIsTaken() {
    String id = create("phoenix");
    assertThat(weir.send("DELETE", BASE + "deployments/phoenix", "").status()).isEqualTo(200);
    assertThat(weir.get("phoenix").status()).isEqualTo(404);
    assertProblem(weir.send("DELETE", BASE + "deployments/" + id, ""), 404, "NOT_FOUND");

    Reply back = weir.send("POST", BASE + "deployments/" + id + "/undelete", "");
    assertThat(back.status()).describedAs(back.http().body()).isEqualTo(200);
    assertThat(weir.get("phoenix").json().at("/metadata/id").asString()).isEqualTo(id);
    assertProblem(
        weir.send("POST", BASE + "deployments/" + id + "/undelete", ""), 409, "NOT_DELETED");

    weir.send("DELETE", BASE + "deployments/phoenix", "");
    create("phoenix");
    assertProblem(
        weir.send("POST", BASE + "deployments/" + id + "/undelete", ""), 409, "NAME_TAKEN");
    assertThat(weir.get(id).status()).isEqualTo(404);
    assertProblem(
        weir.send("POST", BASE + "deployments/" + UUID.randomUUID() + "/undelete", ""),
        404,
        "NOT_FOUND");
    assertThat(weir.send("POST", BASE + "deployments/phoenix/undelete", "").status())
        .isEqualTo(400);
    assertThat(
            weir.send("POST", "/api/v1/namespaces/team-a/deployments/" + id + "/undelete", "")
                .status())
        .isEqualTo(404);
  }

  @Test
  void onlyWhatIsNotWantedCanBeDeletedAndItsNameIsFreeWhenNothingIsLeft() {
    String id = weir.create("wanted", "RUNNING").json().at("/metadata/id").asString();
    assertProblem(weir.send("DELETE", BASE + "deployments/wanted", ""), 409, "STILL_WANTED");
    weir.patch("wanted", "{\"spec\":{\"state\":\"CANCELLED\"}}");
    // At once, while the tear-down is under way: hidden, and its name is not free yet.
    assertThat(weir.send("DELETE", BASE + "deployments/wanted", "").status()).isEqualTo(200);
    assertThat(weir.get("wanted").status()).isEqualTo(404);
    assertThat(weir.create("wanted", "CANCELLED").status()).isEqualTo(409);
    // Its name is still its own.
    assertThat(weir.send("POST", BASE + "deployments/" + id + "/undelete", "").status())
        .isEqualTo(200);
    assertThat(weir.get("wanted").json().at("/status/state").asString()).isEqualTo("TRANSITIONING");
  }

  private static String create(String name) {
    Reply created = weir.create(name, "CANCELLED");
    assertThat(created.status()).describedAs(created.http().body()).isEqualTo(201);
    return created.json().at("/metadata/id").asString();
  }

  private static Reply copy(String deployment, String location) {
    Reply copied =
        weir.send(
            "POST",
            BASE + "savepoints",
            "{\"metadata\":{\"deploymentId\":\"%s\"},\"spec\":{\"savepointLocation\":\"%s\"}}"
                .formatted(deployment, location));
    assertThat(copied.status()).describedAs(copied.http().body()).isEqualTo(201);
    return copied;
  }

  private static tools.jackson.databind.JsonNode spec(String name) {
    return weir.get(name).json().path("spec");
  }

  private static void assertProblem(Reply reply, int status, String code) {
    assertThat(reply.status()).describedAs(reply.http().body()).isEqualTo(status);
    assertThat(reply.json().path("code").asString("")).isEqualTo(code);
  }
}

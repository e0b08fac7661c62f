package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.ServiceUnderTest.Reply;
import io.weir.command.deployment.AcceptReport;
import io.weir.command.deployment.CataloguedSavepoint;
import io.weir.command.deployment.CommandContext;
import io.weir.command.deployment.DeploymentState;
import io.weir.command.deployment.Moment;
import io.weir.command.deployment.PlatformSettings;
import io.weir.command.deployment.Recorded;
import io.weir.command.deployment.SessionClusters;
import io.weir.command.gate.DeploymentBus;
import io.weir.command.store.StoreTransactions;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.report.ClusterGone;
import io.weir.events.report.DeploymentReport;
import io.weir.events.report.JobEnded;
import io.weir.events.report.JobRunning;
import io.weir.events.report.RetainedCheckpoint;
import io.weir.events.report.StartFailed;
import io.weir.events.wire.Actor;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Actions and previews over HTTP, on one real database; the executor's reports are dispatched. */
class DecisionsHttpTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private static final String DEPLOYMENTS = "/api/v1/namespaces/default/deployments/";

  private static ServiceUnderTest service;

  @BeforeAll
  static void start() {
    service =
        ServiceUnderTest.start(
            DATABASE.freshDatabase().jdbcUrl(), "weir.storage.base=file:///data");
  }

  @AfterAll
  static void stop() {
    if (service != null) service.close();
  }

  @Test
  void restartsARunningJobAndRefusesWhatCannotBeRestarted() {
    service.create("rests", "CANCELLED");
    Reply refused = restart("rests");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().at("/code").asString()).isEqualTo("NOT_WANTED_RUNNING");
    assertThat(restart("nobody").status()).isEqualTo(404);

    UUID id = running("runs");
    Reply restarted = restart("runs");
    assertThat(restarted.status()).describedAs(restarted.http().body()).isEqualTo(200);
    assertThat(restarted.json().at("/status/state").asString()).isEqualTo("TRANSITIONING");
    assertThat(restarted.json().at("/status/transition/cause").asString())
        .isEqualTo("RESTART_REQUESTED");
    assertThat(restarted.json().at("/metadata/id").asString()).isEqualTo(id.toString());
    Reply twice = restart("runs");
    assertThat(twice.status()).isEqualTo(409);
    assertThat(twice.json().at("/code").asString()).isEqualTo("TRANSITION_UNDER_WAY");
    assertThat(twice.header("Retry-After")).isNotEmpty();
  }

  @Test
  void stopsAndExplainsAfterFiveDeathsOfOneRootCause() {
    UUID id = running("dies");
    for (int death = 1; death <= 5; death++) {
      UUID job = jobOf(id);
      report(died(id, job, "java.lang.OutOfMemoryError"));
      assertThat(service.get("dies").json().at("/status/state").asString())
          .isEqualTo("TRANSITIONING");
      report(new ClusterGone(id, job, Optional.empty()));
      if (death < 5) report(new JobRunning(id, jobOf(id), Optional.empty()));
    }

    JsonNode failed = service.get("dies").json();
    assertThat(failed.at("/status/state").asString()).isEqualTo("FAILED");
    assertThat(failed.at("/status/failure/reason").asString()).isEqualTo("HEALING_BUDGET_SPENT");
    assertThat(failed.at("/status/failure/message").asString())
        .contains("5 times of the same root cause", "Change the spec, or retry");
    assertThat(restart("dies").status()).isEqualTo(200);
  }

  @Test
  void previewsEveryWriteAndStoresNothing() {
    UUID id = running("previewed");
    JsonNode before = service.get("previewed").json();

    JsonNode patched =
        preview("PATCH", "previewed?dryRun=All", "{\"spec\":{\"state\":\"SUSPENDED\"}}");
    assertThat(patched.at("/kind").asString()).isEqualTo("Preview");
    assertThat(patched.at("/resource/kind").asString()).isEqualTo("Deployment");
    assertThat(patched.at("/resource/status/state").asString()).isEqualTo("TRANSITIONING");
    assertThat(patched.at("/effect/stop").asString()).isEqualTo("SAVEPOINT");
    assertThat(patched.at("/effect/restarts").asBoolean()).isFalse();
    assertThat(patched.at("/effect/stateLoss").asString()).isEqualTo("NOTHING");
    assertThat(patched.at("/effect/endsAt").asString()).isEqualTo("SUSPENDED");
    assertThat(patched.at("/effect/summary").asString())
        .isEqualTo("The running job is stopped with a savepoint.");
    assertThat(difference(patched, "/spec/state").at("/before").asString()).isEqualTo("RUNNING");
    assertThat(difference(patched, "/spec/state").at("/after").asString()).isEqualTo("SUSPENDED");
    assertThat(difference(patched, "/status/running").has("after")).isFalse();

    assertThat(
            preview("POST", "previewed/restart?dryRun=All", "").at("/effect/restarts").asBoolean())
        .isTrue();
    String whole =
        ServiceUnderTest.SPEC.formatted("previewed", "RUNNING").replace("orders.jar", "b.jar");
    JsonNode replaced = preview("PUT", "previewed?dryRun=all", whole);
    assertThat(replaced.at("/effect/restore/explanation").asString())
        .isEqualTo("The job restores from the savepoint that is taken first.");
    assertThat(difference(replaced, "/spec/template/spec/artifact/jarUri").at("/after").asString())
        .isEqualTo("file:///b.jar");
    assertThat(
            preview("POST", "previewed/fork?dryRun=All", "{\"name\":\"forked\"}")
                .at("/resource/metadata/name")
                .asString())
        .isEqualTo("forked");
    JsonNode savepoint =
        service
            .send(
                "POST",
                "/api/v1/namespaces/default/savepoints?dryRun=All",
                "{\"metadata\":{\"deploymentId\":\"" + id + "\"}}")
            .json();
    assertThat(savepoint.at("/resource/kind").asString()).isEqualTo("Savepoint");
    assertThat(savepoint.at("/effect/summary").asString())
        .isEqualTo("A savepoint is taken; the job goes on.");
    JsonNode created =
        preview("POST", "?dryRun=All", ServiceUnderTest.SPEC.formatted("imagined", "RUNNING"));
    assertThat(created.at("/diff")).hasSize(1);
    assertThat(created.at("/effect/restore/decision/rule").asString()).isEqualTo("FIRST_START");

    service.create("resting", "CANCELLED");
    assertThat(
            preview("DELETE", "resting?dryRun=All", "")
                .at("/resource/metadata/deleted")
                .asBoolean())
        .isTrue();

    assertThat(service.get("previewed").json()).isEqualTo(before);
    assertThat(service.get("imagined").status()).isEqualTo(404);
    assertThat(service.get("forked").status()).isEqualTo(404);
    assertThat(service.get("resting").status()).isEqualTo(200);
    assertThat(service.create("imagined", "CANCELLED").status()).isEqualTo(201);
  }

  @Test
  void goesBackToWhatAnEarlierJobRanWithItsState() {
    UUID id = running("back");
    UUID first = jobOf(id);
    report(
        new JobEnded(
            id,
            first,
            FinalStatus.FAILED,
            Optional.empty(),
            Optional.of(new RetainedCheckpoint("file:///data/chk-of-first", Instant.now()))));
    report(new ClusterGone(id, first, Optional.empty()));
    report(new JobRunning(id, jobOf(id), Optional.empty()));
    String bad =
        "{\"spec\":{\"upgradeStrategy\":{\"kind\":\"STATELESS\"},\"template\":{\"spec\":{\"artifact\":"
            + "{\"kind\":\"JAR\",\"jarUri\":\"file:///bad.jar\"}}}}}";
    assertThat(service.patch("back", bad).status()).isEqualTo(200);
    report(new JobEnded(id, jobOf(id), FinalStatus.CANCELED, Optional.empty(), Optional.empty()));
    report(new ClusterGone(id, jobOf(id), Optional.empty()));
    String body = "{\"jobId\":\"" + first + "\",\"restore\":\"OF_JOB\"}";

    assertThat(rollBack("back", "{}").status()).isEqualTo(400);
    assertThat(rollBack("back", body.replace("OF_JOB", "SOME")).status()).isEqualTo(400);
    Reply unknown = rollBack("back", "{\"jobId\":\"" + new UUID(0, 1) + "\"}");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().at("/code").asString()).isEqualTo("JOB_NOT_FOUND");
    assertThat(rollBack("back", body, "If-Match", "\"1\"").status()).isEqualTo(412);
    JsonNode preview = preview("POST", "back/rollback?dryRun=All", body);
    assertThat(difference(preview, "/spec/template/spec/artifact/jarUri").at("/after").asString())
        .isEqualTo("file:///orders.jar");
    assertThat(preview.at("/effect/after").asString()).isEqualTo("RUNNING");
    String explained = preview.at("/effect/restore/explanation").asString();
    assertThat(explained).contains("file:///data/chk-of-first", "is left of job " + first);

    Reply back = rollBack("back", body, "Idempotency-Key", "back-once");
    assertThat(back.status()).describedAs(back.http().body()).isEqualTo(200);
    assertThat(back.json().at("/spec/template/spec/artifact/jarUri").asString())
        .isEqualTo("file:///orders.jar");
    Reply again = rollBack("back", body, "Idempotency-Key", "back-once");
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    // The start of the bad template, which was under way, fails; the rollback is served next.
    report(
        new StartFailed(
            id,
            jobOf(id),
            new Failure(FailureReason.MAIN_FAILED, "It failed.", Optional.empty(), Instant.now())));
    DeploymentState after = report(new ClusterGone(id, jobOf(id), Optional.empty())).state();
    assertThat(after.job().orElseThrow().spec().artifact().jarUri()).contains("file:///orders.jar");
    assertThat(
            after
                .job()
                .orElseThrow()
                .restoredFrom()
                .flatMap(after.catalogue()::find)
                .flatMap(CataloguedSavepoint::location))
        .contains("file:///data/chk-of-first");
  }

  private static Reply rollBack(String name, String body, String... headers) {
    return service.send("POST", DEPLOYMENTS + name + "/rollback", body, headers);
  }

  @Test
  void tellsTheReadSideWhatMayBeAsked() {
    UUID id = running("asked");
    String path = "/internal/deployments/" + id + "/allowed-actions";

    JsonNode judged = service.send("GET", path, "").json();

    assertThat(judged.at("/resourceVersion").asInt()).isEqualTo(5);
    assertThat(action(judged, "SUSPEND").at("/allowed").asBoolean()).isTrue();
    assertThat(action(judged, "SUSPEND").has("code")).isFalse();
    assertThat(action(judged, "START").at("/allowed").asBoolean()).isFalse();
    assertThat(action(judged, "START").at("/code").asString()).isEqualTo("NO_EFFECT");
    assertThat(action(judged, "DELETE").at("/code").asString()).isEqualTo("STILL_WANTED");
    assertThat(action(judged, "DELETE").at("/reason").asString()).contains("Set spec.state to");
    assertThat(service.send("GET", path.replace(id.toString(), "nonsense"), "").status())
        .isEqualTo(400);
    assertThat(
            service
                .send("GET", path.replace(id.toString(), new UUID(0, 0).toString()), "")
                .status())
        .isEqualTo(404);
  }

  private static JsonNode action(JsonNode judged, String name) {
    for (JsonNode each : judged.at("/allowedActions").values())
      if (each.at("/action").asString().equals(name)) return each;
    throw new AssertionError("Expected the action " + name + " in " + judged);
  }

  @Test
  void previewsWhatHasNoJob() {
    String targets = "/api/v1/namespaces/default/deployment-targets";
    String body =
        "{\"metadata\":{\"name\":\"there\"},\"spec\":{\"kubernetes\":{\"namespace\":\"jobs\"}}}";

    Reply preview = service.send("POST", targets + "?dryRun=All", body);

    assertThat(preview.status()).describedAs(preview.http().body()).isEqualTo(200);
    assertThat(preview.json().at("/kind").asString()).isEqualTo("Preview");
    assertThat(preview.json().at("/resource/metadata/name").asString()).isEqualTo("there");
    assertThat(preview.json().has("effect")).isFalse();
    assertThat(service.send("POST", targets, body).status()).isEqualTo(201);
    assertThat(service.send("POST", targets + "?dryRun=All", body).status()).isEqualTo(409);
  }

  @Test
  void previewsARefusalAsTheRefusalAndClaimsNoKey() {
    service.create("refused", "CANCELLED");

    Reply suspend = service.patch("refused?dryRun=All", "{\"spec\":{\"state\":\"SUSPENDED\"}}");
    assertThat(suspend.status()).isEqualTo(409);
    assertThat(suspend.json().at("/code").asString()).isEqualTo("NOTHING_TO_SUSPEND");
    assertThat(service.patch("refused?dryRun=All", "{}", "If-Match", "\"7\"").status())
        .isEqualTo(412);
    Reply wrong = service.patch("refused?dryRun=true", "{}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().at("/message").asString())
        .isEqualTo("Expected the query parameter dryRun to be All, or left out");
    assertThat(service.get("refused").header("ETag")).isEqualTo("\"1\"");

    Reply tried = service.patch("refused?dryRun=All", "{}", "Idempotency-Key", "dry");
    assertThat(tried.status()).isEqualTo(200);
    assertThat(tried.header("Weir-Position")).isEmpty();
    assertThat(service.patch("refused", "{}", "Idempotency-Key", "dry").status()).isEqualTo(200);
  }

  private static JsonNode preview(String method, String path, String body) {
    String base = DEPLOYMENTS.substring(0, DEPLOYMENTS.length() - 1);
    Reply reply =
        service.send(method, path.startsWith("?") ? base + path : DEPLOYMENTS + path, body);
    assertThat(reply.status()).describedAs(reply.http().body()).isEqualTo(200);
    return reply.json();
  }

  private static JsonNode difference(JsonNode preview, String pointer) {
    for (JsonNode each : preview.at("/diff").values())
      if (each.at("/pointer").asString().equals(pointer)) return each;
    throw new AssertionError("Expected a difference at " + pointer + " in " + preview.at("/diff"));
  }

  private static JobEnded died(UUID deployment, UUID job, String rootCause) {
    Instant now = Instant.now();
    return new JobEnded(
        deployment,
        job,
        FinalStatus.FAILED,
        Optional.of(new Failure(FailureReason.JOB_FAILED, "It died.", Optional.of(rootCause), now)),
        Optional.of(new RetainedCheckpoint("file:///data/chk", now)));
  }

  private static Reply restart(String name) {
    return service.send("POST", DEPLOYMENTS + name + "/restart", "");
  }

  /** A deployment whose job runs. */
  private static UUID running(String name) {
    Reply created = service.create(name, "RUNNING");
    UUID id = UUID.fromString(created.json().at("/metadata/id").asString());
    report(new JobRunning(id, jobOf(id), Optional.empty()));
    return id;
  }

  /** A report about no job of it changes nothing, and tells what there is. */
  private static UUID jobOf(UUID deployment) {
    return report(new ClusterGone(deployment, new UUID(0, 0), Optional.empty()))
        .state()
        .job()
        .orElseThrow()
        .id();
  }

  private static Recorded report(DeploymentReport report) {
    CommandContext context =
        new CommandContext(
            new Moment(
                Instant.now(),
                UUID.randomUUID(),
                0,
                service.bean(PlatformSettings.class),
                SessionClusters.NONE),
            new Actor(Actor.Kind.EXECUTOR, "test"),
            Optional.empty(),
            UUID.randomUUID(),
            "Report",
            Optional.empty(),
            OptionalLong.empty(),
            false);
    return service
        .bean(StoreTransactions.class)
        .inTransaction(
            () -> service.bean(DeploymentBus.class).dispatch(new AcceptReport(report), context));
  }
}

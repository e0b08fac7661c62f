package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.ServiceUnderTest.Reply;
import io.weir.command.deployment.AcceptReport;
import io.weir.command.deployment.CommandContext;
import io.weir.command.deployment.Moment;
import io.weir.command.deployment.PlatformSettings;
import io.weir.command.gate.DeploymentBus;
import io.weir.command.store.StoreTransactions;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.events.report.JobRunning;
import io.weir.events.report.SavepointRemovalBegan;
import io.weir.events.report.SavepointRemoved;
import io.weir.events.report.SavepointWritten;
import io.weir.events.report.TransitionReport;
import io.weir.events.wire.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Data goes only when no deployment refers to it, whatever is asked at the same time; two instances
 * of the service on one real database (docs/adr/014).
 */
class ReferencesTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private static final String BASE = "/api/v1/namespaces/default/";
  private static ServiceUnderTest one;
  private static ServiceUnderTest two;
  private static UUID writer;
  private static UUID job;

  @BeforeAll
  static void start() {
    String database = DATABASE.freshDatabase().jdbcUrl();
    one = ServiceUnderTest.start(database, "weir.storage.base=file:///data");
    two = ServiceUnderTest.start(database, "weir.storage.base=file:///data");
    Reply created = one.create("writer", "RUNNING");
    writer = UUID.fromString(created.json().at("/metadata/id").asString());
    job = jobOf(writer);
    report(new JobRunning(writer, job, Optional.empty()));
  }

  @AfterAll
  static void stop() {
    if (one != null) one.close();
    if (two != null) two.close();
  }

  @Test
  void aForkKeepsTheDataThatItsSourceGivesUpAndTheLastOneTakesItAlong() {
    UUID savepoint = written("file:///data/kept");
    String fork =
        one.send(
                "POST",
                BASE + "deployments/writer/fork",
                "{\"name\":\"keeper\",\"savepointId\":\"" + savepoint + "\"}")
            .json()
            .at("/metadata/id")
            .asString();
    // In another spelling it is still the same data.
    UUID second = UUID.randomUUID();
    assertThat(copy(one, fork, second, "/data/x/../kept/").status()).isEqualTo(201);

    Reply shared = one.send("DELETE", BASE + "savepoints/" + savepoint, "");
    assertThat(shared.status()).isEqualTo(409);
    assertThat(shared.json().path("code").asString()).isIn("SAVEPOINT_SHARED", "SAVEPOINT_IN_USE");
    Reply pointer = one.send("DELETE", BASE + "savepoints/" + savepoint + "?force=true", "");
    assertThat(pointer.status()).describedAs(pointer.http().body()).isEqualTo(200);
    assertThat(doomed("file:/data/kept")).isFalse();

    // The fork's own: one pointer, then the last, and with it the data.
    UUID first =
        savepointsAt("file:/data/kept").stream()
            .filter(s -> !s.equals(second))
            .findAny()
            .orElseThrow();
    assertThat(one.send("DELETE", BASE + "savepoints/" + first + "?force=true", "").status())
        .isEqualTo(200);
    assertThat(doomed("file:/data/kept")).isFalse();
    Reply last = one.send("DELETE", BASE + "savepoints/" + second + "?force=true", "");
    assertThat(last.json().at("/status/state").asString()).isEqualTo("PENDING_DELETION");
    assertThat(doomed("file:/data/kept")).isTrue();
    Reply late = copy(two, writer.toString(), UUID.randomUUID(), "file:/data/kept");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().path("code").asString()).isEqualTo("DATA_BEING_DELETED");

    report(new SavepointRemovalBegan(UUID.fromString(fork), second));
    report(new SavepointRemoved(UUID.fromString(fork), second, true));
    // Gone, and so is the mark: the place may be written again.
    assertThat(savepointsAt("file:/data/kept")).isEmpty();
    assertThat(doomed("file:/data/kept")).isFalse();
    assertThat(one.send("DELETE", BASE + "savepoints/" + second, "").status()).isEqualTo(404);
    // An id is used once.
    assertThat(copy(one, fork, second, "file:/data/other").json().path("code").asString())
        .isEqualTo("ID_TAKEN");
  }

  @Test
  void dataIsNeverGivenUpWhileSomebodyBeginsToReferToIt() throws Exception {
    String other = one.create("other", "CANCELLED").json().at("/metadata/id").asString();
    int given = 0;
    int kept = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int round = 0; round < 40; round++) {
        String location = "file:///data/race-" + round;
        UUID savepoint = written(location);
        String fork = "race-" + round;
        List<Callable<Reply>> asked =
            List.of(
                () -> two.send("DELETE", BASE + "savepoints/" + savepoint + "?force=true", ""),
                () -> copy(one, other, UUID.randomUUID(), location),
                () ->
                    one.send(
                        "POST",
                        BASE + "deployments/writer/fork",
                        "{\"name\":\"%s\",\"savepointId\":\"%s\"}".formatted(fork, savepoint)));
        List<Reply> replies = new ArrayList<>();
        for (Future<Reply> reply : threads.invokeAll(asked)) replies.add(reply.get());
        boolean givenUp =
            replies.get(0).json().at("/status/state").asString("").equals("PENDING_DELETION");
        boolean referred = replies.get(1).status() == 201 || replies.get(2).status() == 201;
        assertThat(givenUp && referred)
            .describedAs(
                "round %d: given up and referred to: %s",
                round, replies.stream().map(r -> r.http().body()).toList())
            .isFalse();
        if (givenUp) {
          given++;
          assertThat(replies.get(1).json().path("code").asString()).isEqualTo("DATA_BEING_DELETED");
        } else kept++;
      }
    }
    // Both orders came about, or this test has shown nothing.
    assertThat(given).isPositive();
    assertThat(kept).isPositive();
  }

  @Test
  void pinsHoldAndLetGo() {
    UUID savepoint = written("file:///data/pinned");
    written("file:///data/newer");
    String path = BASE + "savepoints/" + savepoint;
    Reply pinned = one.send("PUT", path + "/pin", "{\"reason\":\"audit 2026\"}");
    assertThat(pinned.status()).describedAs(pinned.http().body()).isEqualTo(200);
    assertThat(pinned.json().at("/status/catalogue/pin/reason").asString()).isEqualTo("audit 2026");
    Reply held = one.send("DELETE", path + "?force=true", "");
    assertThat(held.status()).isEqualTo(409);
    assertThat(held.json().path("code").asString()).isEqualTo("SAVEPOINT_PINNED");
    assertThat(held.json().path("message").asString()).contains("audit 2026");
    assertThat(one.send("DELETE", path + "/pin", "").status()).isEqualTo(200);
    assertThat(one.send("DELETE", path + "/pin", "").json().path("code").asString())
        .isEqualTo("NOT_PINNED");
    assertThat(one.send("DELETE", path, "").json().at("/status/state").asString())
        .isEqualTo("PENDING_DELETION");
    assertThat(one.send("PUT", path + "/pin", "").json().path("code").asString())
        .isEqualTo("SAVEPOINT_BEING_DELETED");
    Reply tooLong = one.send("PUT", path + "/pin", "{\"reason\":\"" + "x".repeat(1001) + "\"}");
    assertThat(tooLong.status()).isEqualTo(400);
    assertThat(tooLong.json().at("/errors/0/pointer").asString()).isEqualTo("/reason");
    assertThat(one.send("DELETE", BASE + "savepoints/mine", "").status()).isEqualTo(400);
    assertThat(one.send("DELETE", BASE + "savepoints/" + UUID.randomUUID(), "").status())
        .isEqualTo(404);
    assertThat(one.send("DELETE", path + "?force=perhaps", "").status()).isEqualTo(400);
  }

  private static Reply copy(ServiceUnderTest weir, String deployment, UUID id, String location) {
    return weir.send(
        "POST",
        BASE + "savepoints",
        "{\"metadata\":{\"id\":\"%s\",\"deploymentId\":\"%s\"},\"spec\":{\"savepointLocation\":\"%s\"}}"
            .formatted(id, deployment, location));
  }

  /** A savepoint that the running job wrote. */
  private static UUID written(String location) {
    Reply triggered =
        one.send(
            "POST", BASE + "savepoints", "{\"metadata\":{\"deploymentId\":\"" + writer + "\"}}");
    assertThat(triggered.status()).describedAs(triggered.http().body()).isEqualTo(201);
    UUID id = UUID.fromString(triggered.json().at("/metadata/id").asString());
    report(new SavepointWritten(writer, job, id, location, Optional.of(7L)));
    return id;
  }

  private static void report(TransitionReport report) {
    CommandContext context =
        new CommandContext(
            new Moment(Instant.now(), UUID.randomUUID(), 0, one.bean(PlatformSettings.class)),
            new Actor(Actor.Kind.EXECUTOR, "test"),
            Optional.empty(),
            UUID.randomUUID(),
            "Report",
            Optional.empty(),
            OptionalLong.empty());
    one.bean(StoreTransactions.class)
        .inTransaction(
            () -> one.bean(DeploymentBus.class).dispatch(new AcceptReport(report), context));
  }

  private static UUID jobOf(UUID deployment) {
    return one.bean(StoreTransactions.class)
        .inTransaction(
            () ->
                one.bean(io.weir.command.store.StoredDeployments.class)
                    .find(deployment)
                    .orElseThrow()
                    .state()
                    .job()
                    .orElseThrow()
                    .id());
  }

  private static boolean doomed(String location) {
    return standing(location).doomed();
  }

  private static List<UUID> savepointsAt(String location) {
    return standing(location).references().stream().map(r -> r.savepointId()).toList();
  }

  private static io.weir.command.deployment.DataStanding standing(String location) {
    return one.bean(StoreTransactions.class)
        .inTransaction(() -> one.bean(io.weir.command.store.SavepointIndex.class).lock(location));
  }
}

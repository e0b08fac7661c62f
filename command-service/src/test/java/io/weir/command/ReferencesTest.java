package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.command.ServiceUnderTest.Reply;
import io.weir.command.deployment.AcceptReport;
import io.weir.command.deployment.CataloguedSavepoint;
import io.weir.command.deployment.CataloguedSavepoint.Phase;
import io.weir.command.deployment.CommandContext;
import io.weir.command.deployment.Moment;
import io.weir.command.deployment.PlatformSettings;
import io.weir.command.deployment.SessionClusters;
import io.weir.command.gate.DeploymentBus;
import io.weir.command.gate.SavepointPolicies;
import io.weir.command.store.StoreTransactions;
import io.weir.command.store.StoredDeployments;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.events.report.DeploymentReport;
import io.weir.events.report.JobRunning;
import io.weir.events.report.SavepointRemovalBegan;
import io.weir.events.report.SavepointRemoved;
import io.weir.events.report.SavepointWritten;
import io.weir.events.wire.Actor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.axonframework.modelling.command.ConcurrencyException;
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
  private static String database;
  private static UUID writer;
  private static UUID job;

  @BeforeAll
  static void start() {
    database = DATABASE.freshDatabase().jdbcUrl();
    one =
        ServiceUnderTest.start(
            database, "weir.storage.base=file:///data", "weir.policies.look-every=200ms");
    two =
        ServiceUnderTest.start(
            database, "weir.storage.base=file:///data", "weir.policies.look-every=200ms");
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

  @Test
  void policiesActByThemselvesWithinWhatTheyMay() throws SQLException {
    UUID id =
        withPolicy(
            "policy",
            "RUNNING",
            "{\"schedule\":{\"interval\":\"1h\"},\"retention\":{\"maxCount\":1}}");
    UUID policyJob = jobOf(id);
    report(new JobRunning(id, policyJob, Optional.empty()));
    SavepointPolicies policies = one.bean(SavepointPolicies.class);

    assertThat(policies.due(Instant.now().plus(Duration.ofMinutes(59)))).doesNotContain(id);
    assertThat(policies.due(Instant.now().plus(Duration.ofMinutes(61)))).contains(id);
    String other = one.create("policy-fork", "CANCELLED").json().at("/metadata/id").asString();
    List<UUID> written = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      UUID savepoint = UUID.randomUUID();
      Reply taken =
          one.send(
              "POST",
              BASE + "savepoints",
              "{\"metadata\":{\"id\":\"%s\",\"deploymentId\":\"%s\"}}".formatted(savepoint, id));
      assertThat(taken.status()).describedAs(taken.http().body()).isEqualTo(201);
      report(
          new SavepointWritten(
              id, policyJob, savepoint, "file:///data/policy-" + i, Optional.empty()));
      written.add(savepoint);
      // Somebody else refers to the second, and begins to while it is the newest.
      if (i == 1)
        assertThat(copy(one, other, UUID.randomUUID(), "file:///data/policy-1").status())
            .isEqualTo(201);
    }
    await("the retention has let the first go")
        .atMost(Duration.ofSeconds(20))
        .until(() -> phases(id).get(written.get(0)) == Phase.PENDING_DELETION);
    assertThat(phases(id))
        .containsEntry(written.get(1), Phase.COMPLETED)
        .containsEntry(written.get(2), Phase.COMPLETED);
    assertThat(actors(id)).contains("policy:savepoint-retention");

    Reply without =
        one.patch(
            "policy",
            "{\"spec\":{\"savepointPolicy\":{\"schedule\":{\"interval\":\"2h\"},\"retention\":null}}}");
    assertThat(without.json().at("/spec/savepointPolicy").toString())
        .isEqualTo("{\"schedule\":{\"interval\":\"2h\"}}");
    Reply bad =
        one.patch(
            "policy", "{\"spec\":{\"savepointPolicy\":{\"schedule\":{\"cron\":\"61 * * * *\"}}}}");
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.json().at("/errors/0/pointer").asString())
        .isEqualTo("/spec/savepointPolicy/schedule/cron");
    // Without a policy the row is found once and is gone.
    one.patch("policy", "{\"spec\":{\"savepointPolicy\":null}}");
    await("nothing is due any more")
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              policies.look(id, Instant.now());
              return !policies.due(Instant.now().plus(Duration.ofDays(2))).contains(id);
            });
  }

  @Test
  void twoInstancesTakeAScheduledSavepointOnce() {
    UUID id = withPolicy("clockwork", "RUNNING", "{\"schedule\":{\"interval\":\"10s\"}}");
    report(new JobRunning(id, jobOf(id), Optional.empty()));

    await("the first moment of the schedule has come")
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(actors(id)).containsOnlyOnce("policy:savepoint-schedule"));
    assertThat(phases(id)).hasSize(1);
  }

  @Test
  void whatWasDeletedLosesItsSavepointsWhenItsTimeIsOver() throws SQLException {
    UUID id = withPolicy("expiring", "CANCELLED", "{\"retention\":{\"afterDeletion\":\"30d\"}}");
    UUID pinned = UUID.randomUUID();
    for (UUID savepoint : List.of(UUID.randomUUID(), pinned))
      assertThat(copy(one, id.toString(), savepoint, "file:///data/of-" + savepoint).status())
          .isEqualTo(201);
    assertThat(one.send("PUT", BASE + "savepoints/" + pinned + "/pin", "{}").status())
        .isEqualTo(200);
    SavepointPolicies policies = one.bean(SavepointPolicies.class);
    Instant now = Instant.now();
    assertThat(policies.due(now.plus(Duration.ofDays(31)))).doesNotContain(id);
    assertThat(one.send("DELETE", BASE + "deployments/expiring", "").status()).isEqualTo(200);

    assertThat(policies.due(now.plus(Duration.ofDays(29)))).doesNotContain(id);
    assertThat(policies.due(now.plus(Duration.ofDays(31)))).contains(id);
    policies.look(id, now.plus(Duration.ofDays(31)));

    assertThat(phases(id)).as("data that Weir did not write stays").containsOnlyKeys(pinned);
    assertThat(actors(id)).containsOnlyOnce("policy:savepoint-retention");
  }

  /** A deployment with this {@code spec.savepointPolicy}. */
  private static UUID withPolicy(String name, String state, String policy) {
    Reply created =
        one.send(
            "POST",
            BASE + "deployments",
            """
            {"metadata":{"name":"%s"},"spec":{"state":"%s","savepointPolicy":%s,
             "template":{"spec":{"artifact":{"kind":"JAR","jarUri":"file:///orders.jar"}}}}}
            """
                .formatted(name, state, policy));
    assertThat(created.status()).describedAs(created.http().body()).isEqualTo(201);
    return UUID.fromString(created.json().at("/metadata/id").asString());
  }

  private static Map<UUID, Phase> phases(UUID deployment) {
    return one.bean(StoreTransactions.class)
        .inTransaction(
            () ->
                one
                    .bean(StoredDeployments.class)
                    .find(deployment)
                    .orElseThrow()
                    .state()
                    .catalogue()
                    .savepoints()
                    .stream()
                    .collect(
                        Collectors.toMap(CataloguedSavepoint::id, CataloguedSavepoint::phase)));
  }

  private static List<String> actors(UUID deployment) throws SQLException {
    List<String> actors = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(database);
        PreparedStatement select =
            connection.prepareStatement(
                "select convert_from(metadata, 'UTF8')::json ->> 'actor' from command.domain_event"
                    + " where aggregate_id = ? order by sequence")) {
      select.setObject(1, deployment);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) actors.add(rows.getString(1));
      }
    }
    return actors;
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

  private static void report(DeploymentReport report) {
    CommandContext context =
        new CommandContext(
            new Moment(
                Instant.now(),
                UUID.randomUUID(),
                0,
                one.bean(PlatformSettings.class),
                SessionClusters.NONE),
            new Actor(Actor.Kind.EXECUTOR, "test"),
            Optional.empty(),
            UUID.randomUUID(),
            "Report",
            Optional.empty(),
            OptionalLong.empty(),
            false);
    await("the report is accepted, though the policies of two instances may be faster")
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptionsInstanceOf(ConcurrencyException.class)
        .until(
            () ->
                one.bean(StoreTransactions.class)
                    .inTransaction(
                        () ->
                            one.bean(DeploymentBus.class)
                                .dispatch(new AcceptReport(report), context)),
            recorded -> true);
  }

  private static UUID jobOf(UUID deployment) {
    return one.bean(StoreTransactions.class)
        .inTransaction(
            () ->
                one.bean(StoredDeployments.class)
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

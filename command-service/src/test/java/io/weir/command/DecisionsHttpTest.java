package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.ServiceUnderTest.Reply;
import io.weir.command.deployment.AcceptReport;
import io.weir.command.deployment.CommandContext;
import io.weir.command.deployment.Moment;
import io.weir.command.deployment.PlatformSettings;
import io.weir.command.deployment.Recorded;
import io.weir.command.gate.DeploymentBus;
import io.weir.command.store.StoreTransactions;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.events.report.ClusterGone;
import io.weir.events.report.JobRunning;
import io.weir.events.report.TransitionReport;
import io.weir.events.wire.Actor;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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

  private static Recorded report(TransitionReport report) {
    CommandContext context =
        new CommandContext(
            new Moment(Instant.now(), UUID.randomUUID(), 0, service.bean(PlatformSettings.class)),
            new Actor(Actor.Kind.EXECUTOR, "test"),
            Optional.empty(),
            UUID.randomUUID(),
            "Report",
            Optional.empty(),
            OptionalLong.empty());
    return service
        .bean(StoreTransactions.class)
        .inTransaction(
            () -> service.bean(DeploymentBus.class).dispatch(new AcceptReport(report), context));
  }
}

package io.weir.projection.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.embedded.junit.BrokerExtension;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.events.deployment.ActualState;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.UpgradeStrategy;
import io.weir.projection.history.SessionStory;
import io.weir.projection.history.Story;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Session clusters and their events as clients read them. */
class SessionClusterServiceTest {
  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private static final SplittableRandom RANDOM = new SplittableRandom(12);
  private static final String SESSIONS = "/api/v1/namespaces/default/sessionclusters";

  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.start(BROKER, DATABASE.freshDatabase());
  }

  @AfterAll
  static void stop() {
    if (service != null) service.close();
  }

  @Test
  void showsEveryStateUntilItIsDeleted() {
    SessionStory story = new SessionStory(RANDOM, "default", "life");
    see(story);
    assertThat(state("life")).isEqualTo("STOPPED");
    see(story.start());
    assertThat(state("life")).isEqualTo("STARTING");
    see(story.up());
    assertThat(state("life")).isEqualTo("RUNNING");
    JsonNode running = service.json(SESSIONS + "/life").at("/status/running");
    assertThat(running.path("startedAt").asString()).isNotEmpty();
    assertThat(running.at("/conditions/0/status").asString()).isEqualTo("False");
    see(story.lost());
    JsonNode lost = service.json(SESSIONS + "/life").at("/status/running/conditions/0");
    assertThat(lost.path("type").asString()).isEqualTo("ClusterUnreachable");
    assertThat(lost.path("status").asString()).isEqualTo("True");
    assertThat(lost.path("message").asString()).endsWith("timed out");
    assertThat(state("life")).isEqualTo("RUNNING");
    see(story.found());
    assertThat(
            service.json(SESSIONS + "/life").at("/status/running/conditions/0/status").asString())
        .isEqualTo("False");
    see(story.scale(3, false));
    assertThat(state("life")).isEqualTo("RUNNING");
    assertThat(service.json(SESSIONS + "/life").at("/status/failure/reason").asString())
        .isEqualTo("QUOTA_EXCEEDED");
    see(story.stop());
    assertThat(state("life")).isEqualTo("STOPPING");
    assertThat(service.json(SESSIONS + "/life").at("/status/running").isMissingNode()).isTrue();
    see(story.removalFails().gone());
    assertThat(state("life")).isEqualTo("STOPPED");
    assertThat(service.json(SESSIONS + "/life").at("/spec/numberOfTaskManagers").asInt())
        .isEqualTo(3);

    assertThat(events("?sessionClusterId=" + story.id()))
        .containsExactly(
            "SPINNING_UP_A_CLUSTER_FOR_A_SESSION_CLUSTER",
            "SESSION_CLUSTER_SUCCESSFULLY_STARTED",
            "EXTERNAL",
            "EXTERNAL",
            "EXTERNAL",
            "GENERAL_FAILURE",
            "EXTERNAL",
            "FAILED_TO_STOP_SESSION_CLUSTER",
            "SESSION_CLUSTER_SUCCESSFULLY_STOPPED");

    see(story.delete());
    assertThat(service.get(SESSIONS + "/life").statusCode()).isEqualTo(404);
    assertThat(events("?sessionClusterId=" + story.id())).isEmpty();
    assertThat(events("?deleted=true&sessionClusterId=" + story.id())).hasSize(10);
  }

  @Test
  void aFailedStartIsFailedUntilSomebodyTakesNote() {
    SessionStory story = new SessionStory(RANDOM, "default", "failing");
    see(story.start().fail());
    assertThat(state("failing")).isEqualTo("FAILED");
    see(story.gone());
    assertThat(state("failing")).isEqualTo("FAILED");
    assertThat(events("?sessionClusterId=" + story.id()))
        .contains("TERMINATING_A_SESSION_CLUSTER_DUE_TO_AN_UNRECOVERABLE_FAILURE");
    see(story.stop());
    assertThat(state("failing")).isEqualTo("STOPPED");
    assertThat(service.json(SESSIONS + "/failing").at("/status/failure").isMissingNode()).isTrue();
  }

  @Test
  void whatItWasUpWithIsReportedAsUsed() {
    SessionStory story = new SessionStory(RANDOM, "measured", "sized");
    see(story.start().up());
    see(story.scale(3, true).scale(5, false));
    see(story.stop().removalFails().gone());

    List<String[]> rows =
        service
            .get("/api/v1/status/resourceusage?from=2026-11-21&to=2026-11-22")
            .body()
            .lines()
            .map(line -> line.split(","))
            .filter(row -> row.length == 5 && row[2].equals("measured"))
            .toList();
    assertThat(rows)
        .extracting(row -> row[3] + " cores, " + row[4] + " bytes")
        .containsExactly("3 cores, 2684354560 bytes", "7 cores, 5905580032 bytes");
    assertThat(rows.getFirst()[1]).as("no time in between").isEqualTo(rows.getLast()[0]);
  }

  @Test
  void eventsSayWhatTheyAreAbout() {
    SessionStory session = new SessionStory(RANDOM, "default", "told");
    see(session.start());
    Story deployment = new Story(RANDOM, "default", "orders");
    deployment.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp();
    assertThat(deployment.state()).isEqualTo(ActualState.RUNNING);
    service.see(deployment.events());

    JsonNode of =
        service
            .json("/api/v1/namespaces/default/events?sessionClusterId=" + session.id())
            .at("/items/0/metadata");
    assertThat(of.path("sessionClusterId").asString()).isEqualTo(session.id().toString());
    assertThat(of.path("deploymentId").isMissingNode()).isTrue();
    JsonNode all = service.json("/api/v1/namespaces/default/events").path("items");
    assertThat(all.valueStream().filter(e -> e.at("/metadata/deploymentId").isString()))
        .isNotEmpty();
    assertThat(all.valueStream().filter(e -> e.at("/metadata/sessionClusterId").isString()))
        .isNotEmpty();
    assertThat(events("?deploymentId=" + session.id())).isEmpty();
  }

  private int seen;

  /** What was added to the story since it was seen last. */
  private void see(SessionStory story) {
    service.see(story.events().subList(seen, story.events().size()));
    seen = story.events().size();
  }

  private static String state(String name) {
    return service.json(SESSIONS + "/" + name).at("/status/state").asString();
  }

  private static List<String> events(String query) {
    return service
        .json("/api/v1/namespaces/default/events" + query)
        .path("items")
        .valueStream()
        .map(event -> event.at("/metadata/name").asString())
        .toList();
  }
}

package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.embedded.junit.BrokerExtension;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.events.deployment.JobRequested;
import io.weir.events.report.ClusterApplied;
import io.weir.events.report.ClusterReady;
import io.weir.events.report.JobAppeared;
import io.weir.events.report.JobRunning;
import io.weir.events.report.TransitionReport;
import io.weir.events.wire.CloudEventHeaders;
import io.weir.events.wire.EventCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From HTTP to the topic of events, and from the topic of reports to the aggregate. */
class LogTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();
  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  private static ServiceUnderTest service;

  @BeforeAll
  static void start() {
    service =
        ServiceUnderTest.start(
            DATABASE.freshDatabase().jdbcUrl(),
            "weir.kafka.bootstrap-servers=" + BROKER.bootstrapServers(),
            "weir.storage.base=file:///data");
  }

  @AfterAll
  static void stop() {
    if (service != null) service.close();
  }

  @Test
  void carriesAWishToTheTopicAndReportsBack() {
    ServiceUnderTest.Reply created = service.create("orders", "RUNNING");
    assertThat(created.status()).describedAs(created.http().body()).isEqualTo(201);
    assertThat(created.json().at("/status/state").asString()).isEqualTo("TRANSITIONING");
    UUID id = UUID.fromString(created.json().at("/metadata/id").asString());
    assertThat(created.header("ETag")).isEqualTo("\"3\"");
    assertThat(created.header("Weir-Position")).matches("[0-7]:[0-9]+");
    assertThat(created.header("Weir-Visible")).isEqualTo("false");

    List<ConsumerRecord<byte[], byte[]>> events = topics().eventsOf(id, 3);
    ConsumerRecord<byte[], byte[]> last = events.get(2);
    JobRequested job =
        (JobRequested)
            EventCodec.decode(
                CloudEventHeaders.wireName(topics().headers(last)),
                CloudEventHeaders.revision(topics().headers(last)),
                last.value());
    assertThat(CloudEventHeaders.metadata(topics().headers(last)).actor().text())
        .isEqualTo("user:anonymous");
    assertThat(
            last.partition() + ":" + CloudEventHeaders.metadata(topics().headers(last)).position())
        .isEqualTo(created.header("Weir-Position"));

    for (TransitionReport report :
        List.of(
            new ClusterApplied(id, job.jobId()),
            new ClusterReady(id, job.jobId()),
            new JobAppeared(id, job.jobId()),
            new JobRunning(id, job.jobId(), Optional.empty()))) {
      UUID reportId = UUID.randomUUID();
      topics().send(report, reportId);
      topics().send(report, reportId);
    }

    await("the job runs")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(service.get("orders").json().at("/status/state").asString())
                    .isEqualTo("RUNNING"));
    assertThat(service.get("orders").header("ETag")).isEqualTo("\"8\"");
    assertThat(topics().eventsOf(id, 8)).hasSize(8);
  }

  /** An unreadable report stops its deployment and nobody else's, and says so. */
  @Test
  void stopsTheKeyOfAReportThatItCannotRead() {
    UUID stopped = created("stopped");
    UUID other = created("other");
    topics().send(stopped, Map.of("ce_type", "io.weir.report.from-the-future.v9"), new byte[] {1});
    for (UUID id : List.of(stopped, other))
      topics().send(new JobRunning(id, jobOf(id), Optional.empty()), UUID.randomUUID());

    await("the other deployment goes on")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(stateOf("other")).isEqualTo("RUNNING"));
    await("the stop is counted")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(service.send("GET", "/metrics", "").http().body())
                    .containsPattern("weir_intake_blocked_total [1-9]"));
    assertThat(stateOf("stopped")).isEqualTo("TRANSITIONING");
  }

  private static UUID created(String name) {
    return UUID.fromString(service.create(name, "RUNNING").json().at("/metadata/id").asString());
  }

  private static UUID jobOf(UUID id) {
    ConsumerRecord<byte[], byte[]> last = topics().eventsOf(id, 3).get(2);
    return ((JobRequested) EventCodec.decode("job.requested", "1", last.value())).jobId();
  }

  private static String stateOf(String name) {
    return service.get(name).json().at("/status/state").asString();
  }

  private static Topics topics() {
    return new Topics(BROKER.bootstrapServers());
  }
}

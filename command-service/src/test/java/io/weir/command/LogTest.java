package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.embedded.junit.BrokerExtension;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.embedded.junit.TestDatabase;
import io.weir.events.deployment.JobRequested;
import io.weir.events.report.ClusterApplied;
import io.weir.events.report.ClusterReady;
import io.weir.events.report.DeploymentReport;
import io.weir.events.report.JobAppeared;
import io.weir.events.report.JobRunning;
import io.weir.events.wire.CloudEventHeaders;
import io.weir.events.wire.EventCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From HTTP to the topic of events, and from the topic of reports to the aggregate. */
class LogTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();
  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @TempDir static Path directory;

  private static TestDatabase database;
  private static ServiceUnderTest service;

  @BeforeAll
  static void start() throws IOException {
    database = DATABASE.freshDatabase();
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    service =
        ServiceUnderTest.start(
            database.jdbcUrl(),
            "weir.kafka.bootstrap-servers=" + BROKER.bootstrapServers(),
            "weir.secrets.key-file=" + Files.writeString(directory.resolve("keys"), "k " + key),
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

    for (DeploymentReport report :
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

  /** Fault S5: wherever a secret is put, it comes out to executors alone. */
  @Test
  void keepsSecretsOutOfEventsTopicsTablesAnswersAndLogs() throws Exception {
    String canary = "canary-" + UUID.randomUUID();
    String path = "/api/v1/namespaces/default/secret-values";
    String body = "{\"metadata\":{\"name\":\"%s\"},\"spec\":{\"kind\":\"PLAIN\",\"value\":\"%s\"}}";
    List<ServiceUnderTest.Reply> replies = new ArrayList<>();
    List<String> logged;
    try (LogCapture log = LogCapture.begin()) {
      String key = UUID.randomUUID().toString();
      for (int i = 0; i < 2; i++)
        replies.add(
            service.send("POST", path, body.formatted("DB", canary), "Idempotency-Key", key));
      replies.add(service.send("PATCH", path + "/DB", body.formatted("DB", canary + "-2")));
      replies.add(service.send("PUT", path + "/DB", body.formatted("DB", canary + "-3")));
      replies.add(
          service.send("PUT", path + "/DB", body.formatted("DB", canary), "If-Match", "\"1\""));
      // Whatever is wrong with a body, the answer does not repeat it.
      replies.add(service.send("POST", path, body.formatted("DB", canary)));
      replies.add(service.send("POST", path, "{\"spec\":{\"value\":" + canary + "}}"));
      replies.add(
          service.send(
              "POST", path, "spec: {value: " + canary, "Content-Type", "application/yaml"));
      replies.add(service.send("POST", path, "{\"spec\":\"" + canary + "\"}"));
      replies.add(service.send("POST", path, "{\"spec\":{\"kind\":\"" + canary + "\"}}"));
      replies.add(service.send("POST", path, "[\"" + canary + "\"]"));
      replies.add(service.send("POST", path, body.formatted("L", canary.repeat(2000))));
      replies.add(service.send("DELETE", path + "/DB", ""));
      logged = log.lines();
    }

    assertThat(replies)
        .extracting(ServiceUnderTest.Reply::status)
        .containsExactly(201, 201, 200, 200, 412, 409, 400, 400, 400, 400, 400, 400, 200);
    assertThat(replies).noneMatch(r -> (r.http().body() + r.http().headers()).contains(canary));
    assertThat(logged).isNotEmpty().noneMatch(line -> line.contains(canary));
    UUID id = UUID.fromString(replies.getFirst().json().at("/metadata/id").asString());
    for (ConsumerRecord<byte[], byte[]> record : topics().eventsOf(id, 4))
      assertThat(new String(record.value(), StandardCharsets.UTF_8) + topics().headers(record))
          .doesNotContain(canary);
    assertThat(DatabaseDump.of(database))
        .contains("secret-value.registered")
        .doesNotContain(canary);
  }

  @Test
  void keepsTokensOutOfEventsTopicsAndTables() throws Exception {
    ServiceUnderTest.Reply created =
        service.send(
            "POST",
            "/apitokens/v1/namespaces/default/apitokens",
            "{\"name\":\"canary\",\"role\":\"owner\"}",
            "Idempotency-Key",
            UUID.randomUUID().toString());
    String token = created.json().at("/apiToken/secret").asString();
    UUID id = UUID.fromString(token.substring(5, 41));
    String secret = token.substring(42);

    assertThat(secret).hasSize(43);
    for (ConsumerRecord<byte[], byte[]> record : topics().eventsOf(id, 1))
      assertThat(new String(record.value(), StandardCharsets.UTF_8) + topics().headers(record))
          .doesNotContain(secret);
    assertThat(DatabaseDump.of(database))
        .contains("api-token.created")
        .doesNotContain(secret)
        .doesNotContain(HexFormat.of().formatHex(Base64.getUrlDecoder().decode(secret)));
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

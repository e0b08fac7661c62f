package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.embedded.junit.BrokerExtension;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.eventlog.TopicSpec;
import io.weir.events.deployment.JobRequested;
import io.weir.events.report.ClusterApplied;
import io.weir.events.report.ClusterReady;
import io.weir.events.report.JobAppeared;
import io.weir.events.report.JobRunning;
import io.weir.events.report.TransitionReport;
import io.weir.events.wire.CloudEventHeaders;
import io.weir.events.wire.EventCodec;
import io.weir.events.wire.ReportCodec;
import io.weir.events.wire.ReportMetadata;
import io.weir.events.wire.ReportType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From HTTP to the topic of events, and from the topic of reports to the aggregate. */
class FirstServiceTest {
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

    List<ConsumerRecord<byte[], byte[]>> events = eventsOf(id, 3);
    ConsumerRecord<byte[], byte[]> last = events.get(2);
    JobRequested job =
        (JobRequested)
            EventCodec.decode(
                CloudEventHeaders.wireName(headers(last)),
                CloudEventHeaders.revision(headers(last)),
                last.value());
    assertThat(CloudEventHeaders.metadata(headers(last)).actor().text())
        .isEqualTo("user:anonymous");
    assertThat(last.partition() + ":" + CloudEventHeaders.metadata(headers(last)).position())
        .isEqualTo(created.header("Weir-Position"));

    for (TransitionReport report :
        List.of(
            new ClusterApplied(id, job.jobId()),
            new ClusterReady(id, job.jobId()),
            new JobAppeared(id, job.jobId()),
            new JobRunning(id, job.jobId(), Optional.empty()))) {
      UUID reportId = UUID.randomUUID();
      send(report, reportId);
      send(report, reportId);
    }

    await("the job runs")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(service.get("orders").json().at("/status/state").asString())
                    .isEqualTo("RUNNING"));
    assertThat(service.get("orders").header("ETag")).isEqualTo("\"8\"");
    assertThat(eventsOf(id, 8)).hasSize(8);
  }

  private static void send(TransitionReport report, UUID reportId) {
    Map<String, String> headers =
        CloudEventHeaders.of(
            new ReportMetadata(
                reportId,
                Instant.now(),
                "test",
                UUID.randomUUID(),
                UUID.randomUUID(),
                Optional.empty()),
            ReportType.of(report),
            report.jobId());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", BROKER.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              TopicSpec.TRANSITIONS,
              report.deploymentId().toString().getBytes(StandardCharsets.UTF_8),
              ReportCodec.encode(report));
      headers.forEach(
          (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
      producer.send(record);
      producer.flush();
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> eventsOf(UUID id, int atLeast) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", BROKER.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          IntStream.range(0, 8).mapToObj(p -> new TopicPartition(TopicSpec.EVENTS, p)).toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      await("the relay has carried " + atLeast + " events of " + id)
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(100))
                    .forEach(
                        record -> {
                          if (new String(record.key(), StandardCharsets.UTF_8)
                              .equals(id.toString())) found.add(record);
                        });
                return found.size() >= atLeast;
              });
    }
    return found;
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    return headers;
  }
}

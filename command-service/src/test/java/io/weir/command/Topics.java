package io.weir.command;

import static org.awaitility.Awaitility.await;

import io.weir.eventlog.TopicSpec;
import io.weir.events.report.TransitionReport;
import io.weir.events.wire.CloudEventHeaders;
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

/** Both topics, as an executor and a consumer use them. */
record Topics(String bootstrapServers) {
  void send(TransitionReport report, UUID reportId) {
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
            report.subjectId());
    send(report.aggregateId(), headers, ReportCodec.encode(report));
  }

  void send(UUID key, Map<String, String> headers, byte[] payload) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              TopicSpec.TRANSITIONS, key.toString().getBytes(StandardCharsets.UTF_8), payload);
      headers.forEach(
          (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
      producer.send(record);
      producer.flush();
    }
  }

  List<ConsumerRecord<byte[], byte[]>> eventsOf(UUID id, int atLeast) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
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

  Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    return headers;
  }
}

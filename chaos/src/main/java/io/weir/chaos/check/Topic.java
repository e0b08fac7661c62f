package io.weir.chaos.check;

import io.weir.events.wire.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topic of events as it is, from its first record to its present end. */
public final class Topic {
  /**
   * One record.
   *
   * @param key the deployment
   * @param sequence the event's place in the deployment's own order, from 0
   * @param type the event's type
   * @param value the event as JSON
   */
  public record Entry(String key, long sequence, String type, String value) {}

  private Topic() {}

  public static List<Entry> read(String bootstrapServers) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor("weir.events").stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<Entry> entries = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> entries.add(entry(record)));
      }
      return entries;
    }
  }

  private static Entry entry(ConsumerRecord<byte[], byte[]> record) {
    return new Entry(
        text(record.key()),
        Long.parseLong(header(record, CloudEventHeaders.SEQUENCE)),
        header(record, CloudEventHeaders.TYPE),
        text(record.value()));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return text(record.headers().lastHeader(name).value());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}

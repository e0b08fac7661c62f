package io.weir.eventlog.reader;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Where a topic ends now: the bound of a rebuild. */
public final class TopicEnds {
  private TopicEnds() {}

  /** The offset after the last record, by partition; 0 for a partition that holds no record. */
  public static Map<Integer, Long> of(String bootstrapServers, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<Integer, Long> ends = new TreeMap<>();
      Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
      consumer
          .endOffsets(partitions)
          .forEach(
              (partition, end) ->
                  ends.put(partition.partition(), end > first.get(partition) ? end : 0));
      return ends;
    }
  }
}

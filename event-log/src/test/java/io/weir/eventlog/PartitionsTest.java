package io.weir.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.embedded.junit.BrokerExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PartitionsTest {
  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @Test
  void agreesWithKafkasOwnChoiceForTheSameKey() throws Exception {
    String topic = BROKER.freshTopic(8);
    List<UUID> ids = new ArrayList<>();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (var producer = Topic.producer(BROKER.bootstrapServers())) {
      for (int i = 0; i < 200; i++) {
        ids.add(new UUID(i * 0x9E3779B97F4A7C15L, i));
        sent.add(
            producer.send(
                new ProducerRecord<>(topic, Topic.bytes(ids.getLast().toString()), new byte[0])));
      }
    }
    for (int i = 0; i < ids.size(); i++) {
      assertThat(Partitions.of(ids.get(i), 8)).isEqualTo(sent.get(i).get().partition());
    }
  }

  @Test
  void neverMoves() {
    assertThat(Partitions.of(UUID.fromString("0193b3a4-0000-7000-8000-000000000001"), 8))
        .as("a change here would break the order of every deployment that has events")
        .isEqualTo(0);
  }

  @Test
  void refusesATopicWithoutPartitions() {
    assertThatThrownBy(() -> Partitions.of("a", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected at least one partition, but got 0.");
  }
}

package io.weir.executor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.embedded.junit.BrokerExtension;
import io.weir.executor.testing.Intents;
import io.weir.executor.testing.LogTopics;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventFollowerTest {
  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @Test
  void readsFromTheBeginningThenFollowsAndStopsAtWhatItCannotRead() {
    String topic = BROKER.freshTopic(4);
    UUID before = UUID.randomUUID();
    UUID after = UUID.randomUUID();
    Set<UUID> told = ConcurrentHashMap.newKeySet();
    Desires desires = new Desires((id, wish) -> told.add(id));
    try (LogTopics log = new LogTopics(BROKER.bootstrapServers(), topic, BROKER.freshTopic(1));
        EventFollower follower = new EventFollower(BROKER.bootstrapServers(), topic, desires)) {
      append(log, before);
      follower.start();
      await("the log to be read").until(() -> desires.of(before).isPresent());
      append(log, after);
      await("the log to be followed").until(() -> desires.of(after).isPresent());
      assertThat(told).contains(before, after);

      sendNonsense(topic, after.toString());
      await("the deployment to be blocked").until(() -> desires.blocked().containsKey(after));
      assertThat(desires.of(after)).isEmpty();
      assertThat(desires.of(before)).as("no other is").isPresent();
    }
  }

  private static void append(LogTopics log, UUID deployment) {
    log.append(
        Intents.aJob(
            deployment,
            UUID.randomUUID(),
            Intents.NOON,
            UnaryOperator.identity(),
            Intents.emptyState()));
  }

  private static void sendNonsense(String topic, String key) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", BROKER.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key, new byte[] {1}));
    }
  }
}

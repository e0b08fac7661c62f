package io.weir.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * One record written and acknowledged: the only proof that a broker is up, since the port opens
 * long before it serves.
 */
public final class BrokerProbe {
  private static final String TOPIC = "weir.broker-probe";

  private BrokerProbe() {}

  /**
   * Returns when a record has been acknowledged.
   *
   * @throws CannotStartException when none was in time
   */
  public static void roundTrip(String bootstrapServers, Duration within) {
    int millis = Math.clamp(within.toMillis(), 1_000, Integer.MAX_VALUE);
    try {
      createTopic(bootstrapServers, millis);
      write(bootstrapServers, millis);
    } catch (ExecutionException | TimeoutException failure) {
      throw new CannotStartException(
          "Expected the broker at %s to accept a record within %d ms, but it did not: %s."
              .formatted(bootstrapServers, millis, failure),
          failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CannotStartException(
          "Expected the broker at %s to answer, but the wait was interrupted."
              .formatted(bootstrapServers),
          interrupted);
    }
  }

  private static void createTopic(String bootstrapServers, int millis)
      throws ExecutionException, InterruptedException, TimeoutException {
    Properties p = new Properties();
    p.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    p.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    try (Admin admin = Admin.create(p)) {
      NewTopic topic =
          new NewTopic(TOPIC, Optional.of(1), Optional.of((short) 1))
              .configs(Map.of("retention.ms", "3600000"));
      admin.createTopics(List.of(topic)).all().get(millis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      if (!(failure.getCause() instanceof TopicExistsException)) {
        throw failure;
      }
    }
  }

  private static void write(String bootstrapServers, int millis)
      throws ExecutionException, InterruptedException, TimeoutException {
    Properties p = new Properties();
    p.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    p.put(ProducerConfig.ACKS_CONFIG, "all");
    p.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    p.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
    p.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1 << 20);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(p, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, "started")).get(millis, TimeUnit.MILLISECONDS);
    }
  }
}

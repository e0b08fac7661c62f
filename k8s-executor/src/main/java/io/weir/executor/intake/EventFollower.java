package io.weir.executor.intake;

import io.weir.events.wire.CloudEventHeaders;
import io.weir.events.wire.EventCodec;
import io.weir.events.wire.RecordedEvent;
import io.weir.events.wire.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic of events from its beginning, all partitions, then follows it. Belongs to no
 * consumer group: what is wanted is folded anew at each start, and nothing is committed.
 */
public final class EventFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventFollower.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final String bootstrapServers;
  private final String topic;
  private final Desires desires;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Map<TopicPartition, Long> endsAtStart = new HashMap<>();
  private volatile boolean running;
  private Thread thread;

  public EventFollower(String bootstrapServers, String topic, Desires desires) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.desires = desires;
  }

  /** Begins to read, in a thread of its own. */
  public void start() {
    running = true;
    thread = Thread.ofPlatform().name("event-follower").start(this::run);
  }

  @Override
  public void close() {
    running = false;
    if (thread == null) return;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (running) {
      try (Consumer<String, byte[]> consumer = consumer()) {
        follow(consumer);
      } catch (InterruptException | WakeupException e) {
        return;
      } catch (InvalidOffsetException e) {
        // Jumping over what is gone would act on half a story.
        LOG.error(
            "Expected to read {} without a gap, but the broker no longer has what comes next: {}."
                + " Nothing is acted on until the topic is restored and the executor is restarted.",
            topic,
            e.getMessage());
        desires.lost();
        return;
      } catch (KafkaException e) {
        LOG.warn("Expected to read {}, but {}; trying again", topic, e.getMessage());
      }
      if (!pause()) return;
    }
  }

  private void follow(Consumer<String, byte[]> consumer) {
    List<TopicPartition> partitions = partitions(consumer);
    if (partitions.isEmpty()) {
      LOG.info("Topic {} does not exist yet", topic);
      return;
    }
    consumer.assign(partitions);
    if (endsAtStart.isEmpty()) endsAtStart.putAll(consumer.endOffsets(partitions));
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    for (TopicPartition partition : partitions)
      consumer.seek(partition, positions.getOrDefault(partition, beginnings.get(partition)));
    partitions.forEach(each -> positions.putIfAbsent(each, beginnings.get(each)));
    noteCaughtUp();
    while (running) {
      for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
        take(message);
        positions.put(
            new TopicPartition(message.topic(), message.partition()), message.offset() + 1);
      }
      noteCaughtUp();
    }
  }

  private List<TopicPartition> partitions(Consumer<String, byte[]> consumer) {
    return consumer.partitionsFor(topic).stream()
        .map(each -> new TopicPartition(each.topic(), each.partition()))
        .toList();
  }

  private void noteCaughtUp() {
    boolean all =
        endsAtStart.entrySet().stream()
            .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    if (all && !desires.isCaughtUp()) {
      LOG.info("Read {} to its end at {}", topic, positions.values());
      desires.caughtUp();
    }
  }

  private void take(ConsumerRecord<String, byte[]> message) {
    try {
      desires.fold(decode(message));
    } catch (UndecodableException e) {
      String where =
          "%s, partition %d, offset %d"
              .formatted(message.topic(), message.partition(), message.offset());
      LOG.error(
          "Expected to read the event of deployment {} at {}, but {}. Nothing more is done about this"
              + " deployment until a version that can read it is started.",
          message.key(),
          where,
          e.getMessage());
      block(message.key(), where + ": " + e.getMessage());
    }
  }

  private void block(String key, String why) {
    try {
      desires.block(UUID.fromString(key), why);
    } catch (IllegalArgumentException | NullPointerException e) {
      LOG.error("Expected the key of a record to be a deployment id, but it is {}", key);
    }
  }

  private static RecordedEvent decode(ConsumerRecord<String, byte[]> message) {
    Map<String, String> headers = new HashMap<>();
    message
        .headers()
        .forEach(each -> headers.put(each.key(), new String(each.value(), StandardCharsets.UTF_8)));
    return new RecordedEvent(
        CloudEventHeaders.metadata(headers),
        EventCodec.decode(
            CloudEventHeaders.wireName(headers),
            CloudEventHeaders.revision(headers),
            message.value()));
  }

  private boolean pause() {
    try {
      Thread.sleep(Duration.ofSeconds(1));
      return running;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private Consumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.CLIENT_ID_CONFIG,
            "weir-executor-events",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            250),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}

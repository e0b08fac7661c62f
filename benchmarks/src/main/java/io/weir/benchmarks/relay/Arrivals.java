package io.weir.benchmarks.relay;

import io.weir.events.wire.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Tells when an event has come out of a topic. */
final class Arrivals implements AutoCloseable {
  private final Map<UUID, CompletableFuture<Void>> events = new ConcurrentHashMap<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread reader;

  private Arrivals(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
    this.reader = Thread.ofPlatform().name("arrivals").unstarted(this::read);
  }

  static Arrivals of(String bootstrapServers, String topic, int partitions) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "fetch.max.wait.ms", 20),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(
        IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList());
    consumer.seekToBeginning(consumer.assignment());
    Arrivals arrivals = new Arrivals(consumer);
    arrivals.reader.start();
    return arrivals;
  }

  /** Returns when the event has been read; fails after 30 s. */
  void await(UUID eventId) throws Exception {
    events.computeIfAbsent(eventId, id -> new CompletableFuture<>()).get(30, TimeUnit.SECONDS);
    events.remove(eventId);
  }

  private void read() {
    while (!closed.get()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        byte[] id = record.headers().lastHeader(CloudEventHeaders.ID).value();
        events
            .computeIfAbsent(
                UUID.fromString(new String(id, StandardCharsets.UTF_8)),
                unseen -> new CompletableFuture<>())
            .complete(null);
      }
    }
    consumer.close();
  }

  @Override
  public void close() {
    closed.set(true);
    try {
      reader.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.weir.eventlog.relay;

import io.weir.eventlog.Failpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One producer for one term. Per partition it appends a gapless run of the store's order, or stops:
 * that makes first occurrences ordered, however runs of earlier and later terms interleave.
 *
 * <p>So the producer has one request in flight, and the first failure closes it from within its
 * callback, before the sender can go on with a later record.
 */
final class EventPublisher implements AutoCloseable {
  private static final Duration ORDERLY = Duration.ofSeconds(5);

  private final RelaySettings settings;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  EventPublisher(RelaySettings settings) {
    this.settings = settings;
    int deliverMillis = Math.toIntExact(settings.deliverWithin().toMillis());
    this.producer =
        new KafkaProducer<>(
            Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers()),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "weir-relay-" + settings.owner()),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                // A whole read fits into one batch per partition, so that one request in flight is
                // enough.
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 20),
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 << 20),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 48L << 20),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 5),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.min(5_000, deliverMillis)),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, deliverMillis / 3),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliverMillis)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Events that were given to the producer and are not all known to be acknowledged. */
  static final class UnderWay {
    private final List<StoredEvent> events;
    private final CountDownLatch unanswered;

    private UnderWay(List<StoredEvent> events) {
      this.events = events;
      this.unanswered = new CountDownLatch(events.size());
    }

    int count() {
      return events.size();
    }

    /** The place in the store's order of the last of them. */
    long last() {
      return events.getLast().position();
    }
  }

  /**
   * Gives the events to the producer, in order, behind those of earlier calls.
   *
   * @param events not empty
   * @throws PublishException when the topic is not as it must be, or has refused something; this
   *     publisher is then closed
   */
  UnderWay send(List<StoredEvent> events) {
    UnderWay underWay = new UnderWay(events);
    try {
      requirePartitions();
      for (int i = 0; i < events.size() && failure.get() == null; i++) {
        send(EventRecords.of(events.get(i), settings.topic(), settings.partitions()), underWay);
        if (i == events.size() / 2) {
          Failpoint.hit(RelayFailpoints.MID_SEND);
        }
      }
    } catch (KafkaException refused) {
      failure.compareAndSet(null, refused);
    }
    requireNoFailure(underWay);
    return underWay;
  }

  /** Sends what waits for more at once; returns when all is answered. */
  void flush() {
    try {
      producer.flush();
    } catch (KafkaException interrupted) {
      failure.compareAndSet(null, interrupted);
    }
  }

  /**
   * Returns when all of these events are acknowledged by all in-sync replicas.
   *
   * @throws PublishException when one was not; this publisher is then closed
   */
  void awaitAcknowledged(UnderWay underWay) {
    try {
      // The producer answers each record within the time for delivery; twice that is for its own
      // thread.
      long patience = 2 * settings.deliverWithin().toMillis();
      if (!underWay.unanswered.await(patience, TimeUnit.MILLISECONDS)) {
        failure.compareAndSet(null, new TimeoutException("no answer within " + patience + " ms"));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      failure.compareAndSet(null, interrupted);
    }
    requireNoFailure(underWay);
  }

  private void requireNoFailure(UnderWay underWay) {
    if (failure.get() != null) {
      throw new PublishException(
          "Expected topic %s to acknowledge %d events after position %d, but: %s"
              .formatted(
                  settings.topic(),
                  underWay.count(),
                  underWay.events.getFirst().position() - 1,
                  failure.get()),
          failure.get());
    }
  }

  private void send(ProducerRecord<byte[], byte[]> record, UnderWay underWay) {
    try {
      producer.send(
          record,
          (acknowledged, notAcknowledged) -> {
            if (notAcknowledged != null && failure.compareAndSet(null, notAcknowledged)) {
              producer.close(Duration.ZERO);
            }
            underWay.unanswered.countDown();
          });
    } catch (IllegalStateException closed) {
      // The callback of an earlier record has closed the producer since the loop looked.
      failure.compareAndSet(null, closed);
    }
  }

  /** Drops what is not sent yet. For the end of a term that failed. */
  void abandon() {
    producer.close(Duration.ZERO);
  }

  @Override
  public void close() {
    producer.close(ORDERLY);
  }

  /**
   * Another number of partitions would send an aggregate's next event elsewhere: its order would be
   * lost.
   */
  private void requirePartitions() {
    int actual = producer.partitionsFor(settings.topic()).size();
    if (actual != settings.partitions()) {
      throw new PublishException(
          "Expected topic %s to have %d partitions, but it has %d; move to a new topic instead of changing it."
              .formatted(settings.topic(), settings.partitions(), actual),
          null);
    }
  }
}

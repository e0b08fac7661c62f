package io.weir.projection.history;

import io.weir.eventlog.Partitions;
import io.weir.events.wire.CloudEventHeaders;
import io.weir.events.wire.EventCodec;
import io.weir.events.wire.EventType;
import io.weir.events.wire.RecordedEvent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes events to a topic as the relay does. */
public final class Topic implements AutoCloseable {
  private final String bootstrapServers;
  private final String name;
  private final int partitions;
  private final KafkaProducer<String, byte[]> producer;

  public Topic(String bootstrapServers, String name, int partitions) {
    this.bootstrapServers = bootstrapServers;
    this.name = name;
    this.partitions = partitions;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                // Ordered by one request at a time; readers expect repeats anyway. An idempotent
                // producer may wait for ever when a fresh topic's leader is not up yet.
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                false,
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  public String name() {
    return name;
  }

  /** Writes the events in order; returns when all are acknowledged. */
  public void write(List<RecordedEvent> events) {
    for (RecordedEvent event : events) producer.send(record(event));
    producer.flush();
  }

  /** Writes one event and returns its position as commands name it. */
  public String write(RecordedEvent event) {
    write(List.of(event));
    return partition(event) + ":" + event.metadata().position();
  }

  /** Writes bytes that are no event, with the headers of one. */
  public RecordMetadata writeUnreadable(RecordedEvent event) {
    ProducerRecord<String, byte[]> good = record(event);
    try {
      return producer
          .send(
              new ProducerRecord<>(
                  name,
                  good.partition(),
                  good.key(),
                  "{\"no\":\"event\"}".getBytes(StandardCharsets.UTF_8),
                  good.headers()))
          .get();
    } catch (ExecutionException failure) {
      throw new IllegalStateException("Expected the broker to take the record", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Expected the broker to take the record", interrupted);
    }
  }

  /** Deletes every record, as a retention that is too short would. */
  public void deleteAll() {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
      for (int partition = 0; partition < partitions; partition++)
        all.put(new TopicPartition(name, partition), RecordsToDelete.beforeOffset(-1));
      admin.deleteRecords(all).all().get();
    } catch (ExecutionException failure) {
      throw new IllegalStateException("Expected the broker to delete the records", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Expected the broker to delete the records", interrupted);
    }
  }

  private int partition(RecordedEvent event) {
    return Partitions.of(event.metadata().aggregateId(), partitions);
  }

  private ProducerRecord<String, byte[]> record(RecordedEvent event) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            name,
            partition(event),
            event.metadata().aggregateId().toString(),
            EventCodec.encode(event.event()));
    CloudEventHeaders.of(event.metadata(), EventType.of(event.event()))
        .forEach((key, value) -> record.headers().add(key, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  @Override
  public void close() {
    producer.close();
  }
}

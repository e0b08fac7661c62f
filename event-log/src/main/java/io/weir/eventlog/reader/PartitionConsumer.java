package io.weir.eventlog.reader;

import io.weir.eventlog.LogRecord;
import io.weir.eventlog.TopicMismatchException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A Kafka consumer without a group: partitions and offsets are given, and it never jumps. */
final class PartitionConsumer implements AutoCloseable {
  /**
   * Of one partition in one fetch. As many as a batch of ordinary records has: then a batch holds
   * many records of few keys instead of a few of many, and the fewer rows change in each
   * transaction.
   */
  private static final int FETCHED_OF_ONE = 2 << 20;

  private static final Duration SHORT = Duration.ofMillis(10);

  /** A poll gives what is there of one fetch; a batch is gathered of several. */
  private static final int POLLS_OF_A_BATCH = 8;

  private final ReaderSettings settings;
  private final int ofOnePoll;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Set<TopicPartition> assigned = new HashSet<>();
  private final KnownTexts known = new KnownTexts();
  private final HeaderNames headerNames = new HeaderNames(known);

  PartitionConsumer(ReaderSettings settings) {
    this.settings = settings;
    this.ofOnePoll = Math.max(1, settings.batch() / POLLS_OF_A_BATCH);
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                ofOnePoll,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                FETCHED_OF_ONE,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /**
   * Starts to read a partition.
   *
   * @param next the first offset to read; empty for the beginning of the topic
   * @throws TopicMismatchException when the topic has another number of partitions
   */
  void add(int partition, OptionalLong next) {
    int actual = consumer.partitionsFor(settings.topic()).size();
    if (actual != settings.partitions()) {
      throw new TopicMismatchException(
          "Expected topic %s to have %d partitions, but it has %d; move to a new topic instead of changing it."
              .formatted(settings.topic(), settings.partitions(), actual));
    }
    TopicPartition added = new TopicPartition(settings.topic(), partition);
    assigned.add(added);
    consumer.assign(assigned);
    consumer.seek(
        added, next.orElseGet(() -> consumer.beginningOffsets(List.of(added)).get(added)));
  }

  /** Stops to read a partition; records of it that are fetched but not given out are dropped. */
  void remove(int partition) {
    assigned.remove(new TopicPartition(settings.topic(), partition));
    consumer.assign(assigned);
  }

  /**
   * The next records by partition, as many of a batch as are there, those from the end of {@link
   * ReaderSettings#until} on left out.
   *
   * @throws GapInTopicException when a partition's next offset is not in the topic
   */
  Map<Integer, List<LogRecord>> poll(Duration wait) {
    if (assigned.isEmpty()) {
      // A standby: the client refuses to poll for nothing.
      LockSupport.parkNanos(wait.toNanos());
      return Map.of();
    }
    Map<Integer, List<LogRecord>> batch = new TreeMap<>();
    int more = poll(isAtItsEnd() && wait.compareTo(SHORT) > 0 ? SHORT : wait, batch);
    for (int gathered = more; more > 0 && gathered + ofOnePoll <= settings.batch(); ) {
      try {
        more = poll(Duration.ZERO, batch);
      } catch (GapInTopicException again) {
        // The next poll finds it again; what is there is applied before.
        break;
      }
      gathered += more;
    }
    return batch;
  }

  /** Adds what is there to the batch, and says how many records that was. */
  private int poll(Duration wait, Map<Integer, List<LogRecord>> batch) {
    ConsumerRecords<byte[], byte[]> polled;
    try {
      polled = consumer.poll(wait);
    } catch (OffsetOutOfRangeException gap) {
      throw gap(gap);
    }
    for (TopicPartition partition : polled.partitions()) {
      long end = end(partition);
      List<ConsumerRecord<byte[], byte[]>> own = polled.records(partition);
      List<LogRecord> records = new ArrayList<>(own.size());
      for (ConsumerRecord<byte[], byte[]> record : own) {
        if (record.offset() < end) {
          records.add(logRecord(record));
        }
      }
      if (!records.isEmpty()) {
        batch.merge(
            partition.partition(),
            records,
            (before, after) -> {
              before.addAll(after);
              return before;
            });
      }
      if (consumer.position(partition) >= end) {
        consumer.pause(List.of(partition));
      }
    }
    return polled.count();
  }

  /** Whether nothing is to come: whoever waits for this reader's end need not wait for a poll's. */
  private boolean isAtItsEnd() {
    return settings.until().isPresent() && consumer.paused().size() == assigned.size();
  }

  /** How many records each partition is behind, as of the last fetch. */
  Map<Integer, Long> lags() {
    Map<Integer, Long> lags = new HashMap<>();
    for (TopicPartition partition : assigned) {
      consumer.currentLag(partition).ifPresent(lag -> lags.put(partition.partition(), lag));
    }
    return lags;
  }

  @Override
  public void close() {
    consumer.close();
  }

  private long end(TopicPartition partition) {
    return settings
        .until()
        .map(ends -> ends.getOrDefault(partition.partition(), 0L))
        .orElse(Long.MAX_VALUE);
  }

  private GapInTopicException gap(OffsetOutOfRangeException gap) {
    Map<Integer, String> reasons = new HashMap<>();
    Map<TopicPartition, Long> first = consumer.beginningOffsets(gap.partitions());
    Map<TopicPartition, Long> end = consumer.endOffsets(gap.partitions());
    gap.offsetOutOfRangePartitions()
        .forEach(
            (partition, offset) ->
                reasons.put(
                    partition.partition(),
                    "Expected offset %d in %s, but the topic has %d up to %d: records are lost or this is another topic; restore it, or rebuild under another reader name."
                        .formatted(offset, partition, first.get(partition), end.get(partition))));
    return new GapInTopicException(reasons, gap);
  }

  private LogRecord logRecord(ConsumerRecord<byte[], byte[]> record) {
    return new LogRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        text(record.key()),
        headerNames.texts(record.headers().toArray()),
        record.value() == null ? new byte[0] : record.value());
  }

  private String text(byte[] bytes) {
    return bytes == null ? "" : known.text(bytes, 0, bytes.length);
  }
}

package io.weir.projection.model;

import io.micrometer.core.instrument.MeterRegistry;
import io.weir.eventlog.reader.Delivered;
import io.weir.eventlog.reader.PartitionReader;
import io.weir.eventlog.reader.ReaderListener;
import io.weir.eventlog.reader.ReaderSettings;
import io.weir.events.wire.RecordedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Starts readers that write a generation; the same for the live one and for a rebuild. */
public final class ModelReaders {
  private final DataSource source;
  private final ReaderOptions options;
  private final MeterRegistry registry;

  /**
   * Where and how readers read.
   *
   * @param owner this process, alone among those alive
   * @param bootstrapServers the brokers
   * @param topic the topic of events
   * @param partitions how many partitions it has
   * @param batch at most so many events per transaction
   * @param cachedDeployments how many deployments a reader keeps in memory
   * @param lease how long a dead process's partitions stay its own
   * @param pollWait how long one poll waits for events
   */
  public record ReaderOptions(
      String owner,
      String bootstrapServers,
      String topic,
      int partitions,
      int batch,
      int cachedDeployments,
      Duration lease,
      Duration pollWait) {}

  public ModelReaders(DataSource source, ReaderOptions options, MeterRegistry registry) {
    this.source = source;
    this.options = options;
    this.registry = registry;
  }

  /** Both hear everything, the first first. */
  public static ReaderListener<RecordedEvent> both(
      ReaderListener<RecordedEvent> first, ReaderListener<RecordedEvent> second) {
    return new Both(first, second);
  }

  /** The number of partitions of the log. */
  public int partitions() {
    return options.partitions();
  }

  /**
   * Starts a reader.
   *
   * @param until where it stops, by partition: the generation is built for somebody who commits
   *     something durable in the end; without it it goes on, and each commit is durable
   * @param threads how many threads share the partitions
   * @param listener hears of what is committed, after the writer itself
   */
  public PartitionReader<RecordedEvent> start(
      Generation generation,
      Optional<Map<Integer, Long>> until,
      int threads,
      ReaderListener<RecordedEvent> listener) {
    ModelWriter writer =
        new ModelWriter(
            generation,
            Math.max(100, options.cachedDeployments() / options.partitions()),
            until.isPresent() ? Durability.BY_A_LATER_COMMIT : Durability.BY_EACH_COMMIT);
    ReaderSettings settings =
        new ReaderSettings(
            generation.reader(),
            options.owner(),
            options.bootstrapServers(),
            options.topic(),
            options.partitions(),
            options.batch(),
            options.lease(),
            options.pollWait(),
            Math.min(threads, options.partitions()),
            until);
    // The writer hears first: its cache must be right before anybody acts on the news.
    return PartitionReader.start(
        source, settings, new EventDecoder(), writer, both(writer, listener), registry);
  }

  private record Both(ReaderListener<RecordedEvent> first, ReaderListener<RecordedEvent> second)
      implements ReaderListener<RecordedEvent> {
    @Override
    public void applied(int partition, List<Delivered<RecordedEvent>> records, long position) {
      first.applied(partition, records, position);
      second.applied(partition, records, position);
    }

    @Override
    public void blocked(int partition, String key, long offset, String reason) {
      first.blocked(partition, key, offset, reason);
      second.blocked(partition, key, offset, reason);
    }

    @Override
    public void released(int partition, String key, List<Delivered<RecordedEvent>> records) {
      first.released(partition, key, records);
      second.released(partition, key, records);
    }

    @Override
    public void claimed(int partition) {
      first.claimed(partition);
      second.claimed(partition);
    }

    @Override
    public void lost(int partition, String reason) {
      first.lost(partition, reason);
      second.lost(partition, reason);
    }

    @Override
    public void halted(int partition, String reason) {
      first.halted(partition, reason);
      second.halted(partition, reason);
    }
  }
}

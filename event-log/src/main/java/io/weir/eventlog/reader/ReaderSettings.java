package io.weir.eventlog.reader;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a partition reader works.
 *
 * @param name the reader: its rows in {@code reader_partition}. A rebuild is another name
 * @param owner this process, alone among those alive; the same after a restart saves the wait for
 *     its own old leases
 * @param bootstrapServers the brokers
 * @param topic what is read
 * @param partitions the topic's partitions
 * @param batch at most so many records per transaction
 * @param lease how long a claim holds without a sign of life, by the database's clock
 * @param pollWait how long one poll waits for records
 * @param threads how many threads of this process share the partitions, with those of other
 *     processes; 1 to {@code partitions}
 * @param until where to stop, as the first offset not to apply by partition; without it the reader
 *     goes on
 */
public record ReaderSettings(
    String name,
    String owner,
    String bootstrapServers,
    String topic,
    int partitions,
    int batch,
    Duration lease,
    Duration pollWait,
    int threads,
    Optional<Map<Integer, Long>> until) {
  public ReaderSettings {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(bootstrapServers, "bootstrapServers");
    Objects.requireNonNull(topic, "topic");
    requireAtLeastOne("partitions", partitions);
    requireAtLeastOne("batch", batch);
    requireAtLeastOne("threads", threads);
    if (threads > partitions) {
      throw new IllegalArgumentException(
          "Expected threads <= partitions (%d), but it is %d".formatted(partitions, threads));
    }
    if (lease.compareTo(Duration.ofMillis(100)) < 0) {
      throw new IllegalArgumentException("Expected lease >= 100 ms, but it is " + lease);
    }
    if (pollWait.isNegative() || pollWait.compareTo(lease.dividedBy(3)) > 0) {
      throw new IllegalArgumentException(
          "Expected pollWait of at most a third of the lease, but it is " + pollWait);
    }
    until = until.map(Map::copyOf);
  }

  /** The defaults: all partitions, one thread, no end. */
  public static ReaderSettings of(
      String name, String owner, String bootstrapServers, String topic, int partitions) {
    return new ReaderSettings(
        name,
        owner,
        bootstrapServers,
        topic,
        partitions,
        1_000,
        Duration.ofSeconds(15),
        Duration.ofMillis(500),
        1,
        Optional.empty());
  }

  /** The same reader, stopping before these offsets. */
  public ReaderSettings until(Map<Integer, Long> offsets) {
    return new ReaderSettings(
        name,
        owner,
        bootstrapServers,
        topic,
        partitions,
        batch,
        lease,
        pollWait,
        threads,
        Optional.of(offsets));
  }

  /** The same reader under the name of one of its threads. */
  ReaderSettings ofThread(int thread) {
    return new ReaderSettings(
        name,
        owner + "/" + thread,
        bootstrapServers,
        topic,
        partitions,
        batch,
        lease,
        pollWait,
        threads,
        until);
  }

  /** The same reader on more threads. */
  public ReaderSettings onThreads(int count) {
    return new ReaderSettings(
        name, owner, bootstrapServers, topic, partitions, batch, lease, pollWait, count, until);
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("Expected %s >= 1, but it is %d".formatted(name, value));
    }
  }
}

package io.weir.eventlog.relay;

import java.time.Duration;
import java.util.Objects;

/**
 * How the relay works.
 *
 * @param name the relay's row in {@code relay_position} and its advisory lock
 * @param owner this process, for people who read that row
 * @param bootstrapServers the brokers
 * @param topic where events go
 * @param partitions the topic's partitions; the relay refuses a topic that has another number
 * @param batch at most so many events per read, 1 to 10000
 * @param batchBytes stop a read after so many bytes of payload; at least one event is always read
 * @param deliverWithin how long the topic may take to acknowledge, at least 1 s; then the term ends
 *     and the next one sends again
 * @param shortestWait the first wait when there is nothing to do; it doubles up to {@code
 *     longestWait}. A notification ends a wait early
 * @param longestWait see {@code shortestWait}; also how often a standby tries to become the leader
 */
public record RelaySettings(
    String name,
    String owner,
    String bootstrapServers,
    String topic,
    int partitions,
    int batch,
    long batchBytes,
    Duration deliverWithin,
    Duration shortestWait,
    Duration longestWait) {
  public RelaySettings {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(bootstrapServers, "bootstrapServers");
    Objects.requireNonNull(topic, "topic");
    if (partitions < 1) {
      throw new IllegalArgumentException("Expected partitions >= 1, but it is " + partitions);
    }
    if (batch < 1 || batch > 10_000) {
      throw new IllegalArgumentException("Expected batch in 1 to 10000, but it is " + batch);
    }
    if (batchBytes < 1) {
      throw new IllegalArgumentException("Expected batchBytes >= 1, but it is " + batchBytes);
    }
    if (deliverWithin.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "Expected deliverWithin >= 1 s, but it is " + deliverWithin);
    }
    if (shortestWait.isNegative()
        || shortestWait.isZero()
        || longestWait.compareTo(shortestWait) < 0) {
      throw new IllegalArgumentException(
          "Expected 0 < shortestWait <= longestWait, but they are %s and %s"
              .formatted(shortestWait, longestWait));
    }
  }

  /** The measured defaults. */
  public static RelaySettings of(
      String owner, String bootstrapServers, String topic, int partitions) {
    return new RelaySettings(
        topic,
        owner,
        bootstrapServers,
        topic,
        partitions,
        1_000,
        8L << 20,
        Duration.ofSeconds(30),
        // An event that was inserted before the relay asked to be notified, and is committed after
        // it
        // has looked again, is found by the first short waits.
        Duration.ofMillis(1),
        Duration.ofSeconds(1));
  }

  /** The same relay with another time for delivery. */
  public RelaySettings deliveringWithin(Duration time) {
    return new RelaySettings(
        name,
        owner,
        bootstrapServers,
        topic,
        partitions,
        batch,
        batchBytes,
        time,
        shortestWait,
        longestWait);
  }

  /** The same relay with other bounds of a read. */
  public RelaySettings reading(int events, long bytes) {
    return new RelaySettings(
        name,
        owner,
        bootstrapServers,
        topic,
        partitions,
        events,
        bytes,
        deliverWithin,
        shortestWait,
        longestWait);
  }
}

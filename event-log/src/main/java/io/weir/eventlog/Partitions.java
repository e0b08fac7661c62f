package io.weir.eventlog;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;

/** Which partition holds an aggregate's events. */
public final class Partitions {
  private Partitions() {}

  /**
   * The partition of an aggregate: murmur2 of its id's text, as Kafka's own partitioners compute it
   * for a record key, so that any client in any language agrees.
   *
   * @param partitionCount how many partitions the topic has, at least 1; fixed for the topic's life
   */
  public static int of(UUID aggregateId, int partitionCount) {
    return of(aggregateId.toString(), partitionCount);
  }

  /** The partition of a record key. */
  public static int of(String key, int partitionCount) {
    if (partitionCount < 1) {
      throw new IllegalArgumentException(
          "Expected at least one partition, but got %d.".formatted(partitionCount));
    }
    return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitionCount;
  }
}

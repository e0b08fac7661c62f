package io.weir.eventlog;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a topic must be.
 *
 * @param name the topic's name
 * @param partitions how many partitions; fixed for the topic's life, since keys would move
 * @param replicas copies of each partition; used when the topic is created, not verified, since an
 *     operator may move it
 * @param settings topic settings by Kafka's names; verified
 */
public record TopicSpec(String name, int partitions, short replicas, Map<String, String> settings) {
  public static final String EVENTS = "weir.events";
  public static final String TRANSITIONS = "weir.transitions";
  public static final int DEFAULT_PARTITIONS = 8;

  private static final String SEVEN_DAYS = String.valueOf(7L * 24 * 60 * 60 * 1000);

  public TopicSpec {
    settings = Map.copyOf(new TreeMap<>(settings));
  }

  /** The truth on the wire: kept for ever, never compacted, timed by the broker. */
  public static TopicSpec events(int partitions, int replicas, int minInsyncReplicas) {
    return new TopicSpec(EVENTS, partitions, (short) replicas, settings("-1", minInsyncReplicas));
  }

  /** The executors' reports: kept for seven days, by when they are events. */
  public static TopicSpec transitions(int partitions, int replicas, int minInsyncReplicas) {
    return new TopicSpec(
        TRANSITIONS, partitions, (short) replicas, settings(SEVEN_DAYS, minInsyncReplicas));
  }

  private static Map<String, String> settings(String retentionMillis, int minInsyncReplicas) {
    return Map.of(
        "cleanup.policy", "delete",
        "retention.ms", retentionMillis,
        "retention.bytes", "-1",
        "message.timestamp.type", "LogAppendTime",
        "min.insync.replicas", String.valueOf(minInsyncReplicas),
        "unclean.leader.election.enable", "false",
        // Twice what the store takes, for the headers and the batch around it.
        "max.message.bytes", String.valueOf(2 << 20));
  }
}

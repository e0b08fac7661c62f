package io.weir.eventlog.reader;

import java.util.Map;

/** Records that were to be read next are not in the topic: truncated, expired or another topic. */
final class GapInTopicException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Map<Integer, String> partitions;

  /**
   * @param partitions the reason by partition
   */
  GapInTopicException(Map<Integer, String> partitions, Throwable cause) {
    super(partitions.toString(), cause);
    this.partitions = Map.copyOf(partitions);
  }

  Map<Integer, String> partitions() {
    return partitions;
  }
}

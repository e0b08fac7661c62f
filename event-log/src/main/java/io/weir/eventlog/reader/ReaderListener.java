package io.weir.eventlog.reader;

import java.util.List;

/**
 * Hears what a reader has done, after the commit, on the reader's thread: be quick, and do not
 * throw. It may miss something when the process ends between the commit and the call.
 */
public interface ReaderListener<T> {
  /** A listener that does nothing. */
  static <T> ReaderListener<T> none() {
    return new ReaderListener<>() {};
  }

  /**
   * Records were applied.
   *
   * @param position the store position of the last of them that has one; 0 when none has
   */
  default void applied(int partition, List<Delivered<T>> records, long position) {}

  /** A record could not be decoded or applied: its key stands until it is released. */
  default void blocked(int partition, String key, long offset, String reason) {}

  /** A blocked key's parked records were applied. */
  default void released(int partition, String key, List<Delivered<T>> records) {}

  /** This reader may apply the partition's records now. */
  default void claimed(int partition) {}

  /** This reader may no longer apply them. */
  default void lost(int partition, String reason) {}

  /** The partition stands until people have looked: records that were to be read are gone. */
  default void halted(int partition, String reason) {}
}

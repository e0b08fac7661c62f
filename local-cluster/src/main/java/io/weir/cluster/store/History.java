package io.weir.cluster.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The recent changes, bounded by their number and by the bytes of their journal lines. Not
 * thread-safe: the store guards it.
 */
final class History {
  private static final int MAX_CHANGES = 10_000;
  private static final long MAX_BYTES = 16L << 20;

  private record Remembered(Change change, int bytes) {}

  private final NavigableMap<Long, Remembered> changes = new TreeMap<>();
  private long bytes;
  private long base;

  /** Forgets everything: what follows builds on this version. */
  void startAt(long version) {
    changes.clear();
    bytes = 0;
    base = version;
  }

  void add(Change change, int size) {
    changes.put(change.version(), new Remembered(change, size));
    bytes += size;
    while (changes.size() > MAX_CHANGES || (bytes > MAX_BYTES && changes.size() > 1)) {
      Remembered oldest = changes.pollFirstEntry().getValue();
      bytes -= oldest.bytes();
      base = oldest.change().version();
    }
  }

  /** The oldest version from which every later change is remembered. */
  long base() {
    return base;
  }

  /** Up to {@code limit} changes after the version, oldest first. */
  List<Change> after(long version, int limit) {
    List<Change> found = new ArrayList<>();
    for (Remembered remembered : changes.tailMap(version, false).values()) {
      found.add(remembered.change());
      if (found.size() == limit) {
        break;
      }
    }
    return found;
  }

  /** All changes after the version, newest first. */
  List<Change> backTo(long version) {
    Collection<Remembered> newestFirst = changes.tailMap(version, false).descendingMap().values();
    return newestFirst.stream().map(Remembered::change).toList();
  }
}

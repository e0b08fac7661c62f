package io.weir.events.wire.canonical;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Memory to write in that nobody uses at the moment: what is written is small, often and copied, so
 * to make room for it anew each time costs more than to write it. Threads mostly meet their own.
 */
final class SpareOuts {
  private static final int PLACES = 16;

  /** So far apart that two threads do not take the same line of memory from each other. */
  private static final int APART = 32;

  private static final int LARGEST_KEPT = 1 << 15;

  private final AtomicReferenceArray<JsonOut> spare = new AtomicReferenceArray<>(PLACES * APART);

  /** One that is empty and the caller's until it is given back. */
  JsonOut take() {
    JsonOut out = spare.getAndSet(place(), null);
    return out == null ? new JsonOut() : out;
  }

  void giveBack(JsonOut out) {
    out.clear();
    if (out.room() <= LARGEST_KEPT) spare.lazySet(place(), out);
  }

  private static int place() {
    return (int) (Thread.currentThread().threadId() % PLACES) * APART;
  }
}

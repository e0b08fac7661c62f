package io.weir.cluster.image;

import java.util.OptionalLong;

/**
 * How much memory a Flink process gets here, in MiB. A pod's limit is a production size; taken
 * literally, a handful of clusters would fill a laptop. So the heap is an eighth of the limit, and
 * never below what Flink needs to run at all. Flink's own memory model is not asked: it refuses
 * sizes this small.
 *
 * @param heap {@code -Xmx}
 * @param network Flink's network buffers, of direct memory
 * @param managed Flink's managed memory, taken only when a state backend or a sort asks for it
 */
record FlinkSizing(long heap, long network, long managed) {
  static final long FRAMEWORK_HEAP = 64;
  static final long FRAMEWORK_OFF_HEAP = 16;
  private static final long SMALLEST_HEAP = 128;
  private static final long LARGEST_HEAP = 4096;
  private static final long DEFAULT_LIMIT = 1024;
  private static final long UNMANAGED_DIRECT = 64;
  private static final long SMALLEST_NETWORK_1_10 = 64;

  static FlinkSizing of(OptionalLong limitBytes) {
    long limit = limitBytes.isPresent() ? limitBytes.getAsLong() >> 20 : DEFAULT_LIMIT;
    long heap = Math.clamp(limit / 8, SMALLEST_HEAP, LARGEST_HEAP);
    return new FlinkSizing(heap, heap / 8, heap / 2);
  }

  long taskHeap() {
    return heap - FRAMEWORK_HEAP;
  }

  /**
   * The same before 1.11, whose network buffers cannot be less than their default of 64 MiB here.
   */
  long direct1_10() {
    return direct() - network + SMALLEST_NETWORK_1_10;
  }

  /** {@code -XX:MaxDirectMemorySize}: buffers of the network, of Flink and of other libraries. */
  long direct() {
    return network + FRAMEWORK_OFF_HEAP + UNMANAGED_DIRECT;
  }
}

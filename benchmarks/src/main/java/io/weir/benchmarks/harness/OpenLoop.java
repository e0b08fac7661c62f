package io.weir.benchmarks.harness;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Load by schedule: each operation has an intended start, and its latency counts from there, so a
 * stall of the system shows in every operation that should have begun meanwhile.
 *
 * @param perSecond offered rate
 * @param warmUp not measured
 * @param measured how long the measured part lasts
 */
public record OpenLoop(int perSecond, Duration warmUp, Duration measured) {
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(5);

  /** One operation; returns when its effect is what is being measured. */
  @FunctionalInterface
  public interface Operation {
    /** Does operation number {@code n}, from 0. */
    void run(int n) throws Exception;
  }

  /**
   * What came of it.
   *
   * @param offered operations per second that were due
   * @param achieved operations per second that were complete by the end of the measured part plus
   *     one second
   * @param failed operations that threw
   * @param latency nanoseconds from the intended start
   */
  public record Outcome(double offered, double achieved, long failed, Histogram latency) {
    /** Below 99 % of the offered rate a latency means nothing. */
    public boolean overloaded() {
      return achieved < 0.99 * offered;
    }

    /** One row: rates and percentiles in milliseconds. */
    public String row(String name) {
      if (overloaded())
        return "| %s | %,.0f | %,.0f | overloaded | | | | %d |"
            .formatted(name, offered, achieved, failed);
      return "| %s | %,.0f | %,.0f | %.1f | %.1f | %.1f | %.1f | %d |"
          .formatted(
              name,
              offered,
              achieved,
              millis(50),
              millis(99),
              millis(99.9),
              latency.getMaxValue() / 1e6,
              failed);
    }

    /** A percentile in milliseconds. */
    public double millis(double percentile) {
      return latency.getValueAtPercentile(percentile) / 1e6;
    }

    /** The head of the table of {@link #row}. */
    public static String head() {
      return """
      | what | offered/s | achieved/s | p50 ms | p99 ms | p99.9 ms | max ms | failed |
      |---|---|---|---|---|---|---|---|""";
    }
  }

  /** Runs the schedule; each operation on a virtual thread of its own. */
  public Outcome run(Operation operation) throws InterruptedException {
    long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    int warm = Math.toIntExact(warmUp.toSeconds() * perSecond);
    int due = Math.toIntExact(measured.toSeconds() * perSecond);
    ConcurrentHistogram latency = new ConcurrentHistogram(LONGEST_NANOS, 3);
    LongAdder done = new LongAdder();
    LongAdder failed = new LongAdder();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long start = System.nanoTime();
      long closes = start + (warm + due) * interval + TimeUnit.SECONDS.toNanos(1);
      for (int n = 0; n < warm + due; n++) {
        int number = n;
        long intended = start + n * interval;
        while (System.nanoTime() < intended) LockSupport.parkNanos(intended - System.nanoTime());
        threads.submit(
            () -> {
              try {
                operation.run(number);
              } catch (Exception e) {
                failed.increment();
                return;
              }
              if (number < warm) return;
              long now = System.nanoTime();
              latency.recordValue(Math.min(now - intended, LONGEST_NANOS));
              if (now <= closes) done.increment();
            });
      }
    }
    return new Outcome(
        perSecond, done.sum() / (double) measured.toSeconds(), failed.sum(), latency);
  }
}

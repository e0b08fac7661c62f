package io.weir.benchmarks.rebuild;

import io.weir.benchmarks.harness.CpuTime;
import io.weir.projection.rebuild.RebuildReport;
import io.weir.projection.rebuild.RebuildReport.Phase;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What each phase of a rebuild costs: CPU time by process, and time. */
final class PhaseCosts {
  private static final Duration LOOK = Duration.ofMillis(2);

  private final Map<String, Long> processes;
  private final Map<Phase, CpuTime> cpu = new TreeMap<>();
  private final Map<Phase, Long> nanos = new TreeMap<>();
  private long events;

  /**
   * @param processes as for {@link CpuTime}
   */
  PhaseCosts(Map<String, Long> processes) {
    this.processes = Map.copyOf(processes);
  }

  /** A rebuild. */
  @FunctionalInterface
  interface Work {
    RebuildReport run() throws Exception;
  }

  /**
   * Adds what a rebuild costs.
   *
   * @param now how it stands
   */
  RebuildReport measure(Supplier<RebuildReport> now, Work rebuild) throws Exception {
    Thread watch = Thread.ofPlatform().daemon().start(() -> watch(now));
    try {
      return rebuild.run();
    } finally {
      watch.interrupt();
      watch.join();
    }
  }

  /** Until it is interrupted. */
  private void watch(Supplier<RebuildReport> now) {
    RebuildReport last = now.get();
    Map<String, Long> before = cpuNow();
    long began = System.nanoTime();
    boolean ended = false;
    while (!ended) {
      ended = Thread.currentThread().isInterrupted();
      RebuildReport report = now.get();
      if (ended || report.phase() != last.phase()) {
        Map<String, Long> after = cpuNow();
        long time = System.nanoTime();
        cpu.computeIfAbsent(last.phase(), phase -> new CpuTime(processes))
            .add(before, after, report.events());
        nanos.merge(last.phase(), time - began, Long::sum);
        if (last.phase() == Phase.BUILDING) events += report.events();
        last = report;
        before = after;
        began = time;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private Map<String, Long> cpuNow() {
    return new CpuTime(processes).now();
  }

  /** Forgets what was measured so far. */
  void reset() {
    cpu.clear();
    nanos.clear();
    events = 0;
  }

  /** A line for a phase: microseconds of CPU and of time per event. */
  String line(String name, Phase phase) {
    CpuTime used = cpu.get(phase);
    if (used == null) return name + ": too short to be seen";
    return used.line(name) + "; time %.1f".formatted(nanos.get(phase) / 1e3 / Math.max(1, events));
  }

  /** Seconds of one rebuild with its comparison, of so many events. */
  double seconds(long ofEvents) {
    long all = nanos.values().stream().mapToLong(Long::longValue).sum();
    return all / 1e9 * ofEvents / Math.max(1, events);
  }
}

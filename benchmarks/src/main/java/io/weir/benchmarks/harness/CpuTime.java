package io.weir.benchmarks.harness;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The CPU time that each part of a run used for its operations. Where others use the machine, too,
 * it says more than wall time does.
 */
public final class CpuTime {
  /** Clock ticks per second of {@code /proc}; the same on every Linux that Java runs on. */
  private static final int TICKS_PER_SECOND = 100;

  private final Map<String, Long> processes;
  private final Map<String, Long> ticks = new LinkedHashMap<>();
  private long operations;

  /**
   * @param processes what counts: a name for each root of a tree of processes, by its id
   */
  public CpuTime(Map<String, Long> processes) {
    this.processes = new LinkedHashMap<>(processes);
  }

  /** Operations that say how many they were. */
  @FunctionalInterface
  public interface Operations {
    /** Runs them. */
    ClosedLoop.Outcome run() throws Exception;
  }

  /** Adds what the operations use. */
  public ClosedLoop.Outcome measure(Operations operations) throws Exception {
    Map<String, Long> before = now();
    ClosedLoop.Outcome outcome = operations.run();
    add(before, now(), outcome.operations());
    return outcome;
  }

  /**
   * Adds what was used between two looks.
   *
   * @param before of {@link #now}
   * @param after of {@link #now}
   * @param operations how many were done meanwhile
   */
  public void add(Map<String, Long> before, Map<String, Long> after, long operations) {
    after.forEach((name, used) -> ticks.merge(name, used - before.get(name), Long::sum));
    this.operations += operations;
  }

  /** Forgets what was measured so far. */
  public void reset() {
    ticks.clear();
    operations = 0;
  }

  /** One line: microseconds per operation, by process. */
  public String line(String name) {
    return name
        + ": "
        + ticks.entrySet().stream()
            .map(used -> used.getKey() + " " + micros(used.getValue()))
            .collect(Collectors.joining(", "))
        + ", together "
        + micros(ticks.values().stream().mapToLong(Long::longValue).sum());
  }

  private String micros(long used) {
    double micros = 1e6 / TICKS_PER_SECOND * used / Math.max(1, operations);
    return (micros < 20 ? "%.1f" : "%.0f").formatted(micros);
  }

  /** The CPU time of each process so far, in ticks. */
  public Map<String, Long> now() {
    Map<String, Long> now = new LinkedHashMap<>();
    processes.forEach((name, pid) -> now.put(name, Machine.ticksOfTree(pid)));
    return now;
  }
}

package io.weir.chaos.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts what was done and how long it took to come back. Safe for many threads. */
public final class Tally {
  /**
   * What was counted.
   *
   * @param kills processes ended, by kind
   * @param failpoints how often each was reached, by service and name
   * @param recoveries by kind, each from the end of a process until it, or what it was part of,
   *     served again; only where nothing of the same was killed in between
   * @param freezes how often a service was frozen
   */
  public record Count(
      Map<String, Integer> kills,
      Map<String, Integer> failpoints,
      Map<String, List<Duration>> recoveries,
      Map<String, Integer> freezes) {
    /** All kills. */
    public int total() {
      return kills.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  private final Map<String, Integer> kills = new TreeMap<>();
  private final Map<String, Integer> failpoints = new TreeMap<>();
  private final Map<String, Integer> freezes = new TreeMap<>();
  private final Map<String, List<Duration>> recoveries = new TreeMap<>();

  /** A process was ended; returns how many there have been now. */
  public synchronized int killed(String kind) {
    kills.merge(kind, 1, Integer::sum);
    return total();
  }

  /** A process halted at a failpoint. */
  public synchronized int halted(String kind, String failpoint) {
    failpoints.merge(failpoint, 1, Integer::sum);
    return killed(kind);
  }

  public synchronized void froze(String kind) {
    freezes.merge(kind, 1, Integer::sum);
  }

  public synchronized void recovered(String kind, Duration after) {
    recoveries.computeIfAbsent(kind, key -> new ArrayList<>()).add(after);
  }

  /** How many processes have been ended. */
  public synchronized int total() {
    return kills.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** What was counted so far. */
  public synchronized Count count() {
    Map<String, List<Duration>> copy = new TreeMap<>();
    recoveries.forEach((kind, all) -> copy.put(kind, List.copyOf(all)));
    return new Count(new TreeMap<>(kills), new TreeMap<>(failpoints), copy, new TreeMap<>(freezes));
  }

  /**
   * The value that a share of all values does not exceed; empty when there is none.
   *
   * @param share 0 to 1
   */
  static Optional<Duration> quantile(List<Duration> values, double share) {
    List<Duration> sorted = values.stream().sorted().toList();
    return sorted.isEmpty()
        ? Optional.empty()
        : Optional.of(sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1)));
  }
}

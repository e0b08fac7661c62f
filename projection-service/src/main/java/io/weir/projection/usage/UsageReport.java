package io.weir.projection.usage;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what jobs used. Pure. */
public final class UsageReport {
  /** A use that lasts is told again each day, so that no row is longer than one. */
  static final Duration LONGEST = Duration.ofDays(1);

  private UsageReport() {}

  /**
   * The intervals of a period, by begin, then namespace.
   *
   * @param from inclusive
   * @param to exclusive
   * @param now where the use of jobs that still run ends
   */
  public static List<UsageInterval> of(List<JobUse> jobs, Instant from, Instant to, Instant now) {
    Map<String, TreeMap<Instant, BigDecimal>> changes = new TreeMap<>();
    for (JobUse job : jobs) {
      Instant begin = job.begin().isBefore(from) ? from : job.begin();
      Instant ended = job.end().orElse(now);
      Instant end = ended.isAfter(to) ? to : ended;
      if (!begin.isBefore(end)) continue;
      TreeMap<Instant, BigDecimal> own =
          changes.computeIfAbsent(job.namespace(), namespace -> new TreeMap<>());
      own.merge(begin, job.cpu(), BigDecimal::add);
      own.merge(end, job.cpu().negate(), BigDecimal::add);
    }
    List<UsageInterval> intervals = new ArrayList<>();
    changes.forEach((namespace, own) -> intervals.addAll(intervals(namespace, own)));
    intervals.sort(
        Comparator.comparing(UsageInterval::begin).thenComparing(UsageInterval::namespace));
    return intervals;
  }

  private static List<UsageInterval> intervals(
      String namespace, TreeMap<Instant, BigDecimal> changes) {
    List<UsageInterval> intervals = new ArrayList<>();
    BigDecimal used = BigDecimal.ZERO;
    Instant begin = changes.firstKey();
    for (Map.Entry<Instant, BigDecimal> change : changes.entrySet()) {
      // One job ends in the instant in which an equal one begins: nothing changed.
      if (change.getValue().signum() == 0) continue;
      addDayByDay(intervals, namespace, begin, change.getKey(), used);
      used = used.add(change.getValue());
      begin = change.getKey();
    }
    return intervals;
  }

  private static void addDayByDay(
      List<UsageInterval> to, String namespace, Instant begin, Instant end, BigDecimal used) {
    if (used.signum() == 0) return;
    for (Instant at = begin; at.isBefore(end); at = at.plus(LONGEST)) {
      Instant next = at.plus(LONGEST);
      to.add(new UsageInterval(at, next.isAfter(end) ? end : next, namespace, used));
    }
  }
}

package io.weir.projection.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what jobs and session clusters used. Pure. */
public final class UsageReport {
  /** A use that lasts is told again each day, so that no row is longer than one. */
  static final Duration LONGEST = Duration.ofDays(1);

  private UsageReport() {}

  /**
   * The intervals of a period, by begin, then namespace.
   *
   * @param from inclusive
   * @param to exclusive
   * @param now where a use that still lasts ends
   */
  public static List<UsageInterval> of(
      List<ResourceUse> uses, Instant from, Instant to, Instant now) {
    Map<String, TreeMap<Instant, Used>> changes = new TreeMap<>();
    for (ResourceUse use : uses) {
      Instant begin = use.begin().isBefore(from) ? from : use.begin();
      Instant ended = use.end().orElse(now);
      Instant end = ended.isAfter(to) ? to : ended;
      if (!begin.isBefore(end)) continue;
      TreeMap<Instant, Used> own =
          changes.computeIfAbsent(use.namespace(), namespace -> new TreeMap<>());
      own.merge(begin, use.used(), Used::plus);
      own.merge(end, use.used().times(-1), Used::plus);
    }
    List<UsageInterval> intervals = new ArrayList<>();
    changes.forEach((namespace, own) -> intervals.addAll(intervals(namespace, own)));
    intervals.sort(
        Comparator.comparing(UsageInterval::begin).thenComparing(UsageInterval::namespace));
    return intervals;
  }

  private static List<UsageInterval> intervals(String namespace, TreeMap<Instant, Used> changes) {
    List<UsageInterval> intervals = new ArrayList<>();
    Used used = Used.NOTHING;
    Instant begin = changes.firstKey();
    for (Map.Entry<Instant, Used> change : changes.entrySet()) {
      // One ends in the instant in which an equal one begins: nothing changed.
      if (change.getValue().isNothing()) continue;
      addDayByDay(intervals, namespace, begin, change.getKey(), used);
      used = used.plus(change.getValue());
      begin = change.getKey();
    }
    return intervals;
  }

  private static void addDayByDay(
      List<UsageInterval> to, String namespace, Instant begin, Instant end, Used used) {
    if (used.isNothing()) return;
    for (Instant at = begin; at.isBefore(end); at = at.plus(LONGEST)) {
      Instant next = at.plus(LONGEST);
      to.add(new UsageInterval(at, next.isAfter(end) ? end : next, namespace, used));
    }
  }
}

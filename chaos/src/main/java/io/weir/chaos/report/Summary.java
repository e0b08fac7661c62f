package io.weir.chaos.report;

import io.weir.chaos.check.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The end of a campaign as text. Pure. */
public final class Summary {
  private Summary() {}

  /**
   * @param planned the failpoints that were to be reached
   * @param never the failpoints that the services have and that were not planned this time
   */
  public static List<String> lines(
      Tally.Count count, Set<String> planned, Set<String> never, List<Verdict> verdicts) {
    List<String> lines = new ArrayList<>();
    lines.add("| killed | kills | came back: p50 ms | p99 ms | max ms |");
    lines.add("|---|---|---|---|---|");
    count.kills().forEach((kind, kills) -> lines.add(row(kind, kills, count.recoveries())));
    List<Duration> all = count.recoveries().values().stream().flatMap(List::stream).toList();
    lines.add(row("all", count.total(), Map.of("all", all)));
    lines.add("");
    if (!count.freezes().isEmpty()) {
      lines.add("frozen and woken: " + count.freezes());
    }
    lines.add(failpoints(count.failpoints(), planned, never));
    lines.add("");
    lines.add("| checked | looked at | found |");
    lines.add("|---|---|---|");
    for (Verdict verdict : verdicts) {
      lines.add(
          "| %s | %s | %s |"
              .formatted(
                  verdict.checker(),
                  verdict.evidence(),
                  verdict.isGood() ? "nothing" : verdict.faults().size() + " violations"));
    }
    for (Verdict verdict : verdicts) {
      verdict.faults().stream()
          .limit(20)
          .forEach(fault -> lines.add("VIOLATION (" + verdict.checker() + "): " + fault));
    }
    return lines;
  }

  private static String failpoints(
      Map<String, Integer> reached, Set<String> planned, Set<String> never) {
    Set<String> missed = new TreeSet<>(planned);
    missed.removeAll(reached.keySet());
    StringBuilder text =
        new StringBuilder(
            "failpoints: %d of %d planned reached"
                .formatted(planned.size() - missed.size(), planned.size()));
    text.append(never.isEmpty() ? ", none left out" : ", %d left out".formatted(never.size()));
    reached.forEach((name, times) -> text.append("\n  %3d  %s".formatted(times, name)));
    missed.forEach(name -> text.append("\n    -  %s".formatted(name)));
    return text.toString();
  }

  private static String row(String kind, int kills, Map<String, List<Duration>> recoveries) {
    List<Duration> values = recoveries.getOrDefault(kind, List.of());
    return "| %s | %d | %s | %s | %s |"
        .formatted(kind, kills, millis(values, 0.5), millis(values, 0.99), millis(values, 1));
  }

  private static String millis(List<Duration> values, double share) {
    return Tally.quantile(values, share)
        .map(value -> String.format(Locale.ROOT, "%,d", value.toMillis()))
        .orElse("-");
  }
}

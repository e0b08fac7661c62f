package io.weir.projection.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;

/** The report as the App Manager writes it, with the memory in a last column. Pure. */
public final class UsageCsv {
  private UsageCsv() {}

  /** The text: the period, the names of the columns, one line per interval. */
  public static String of(List<UsageInterval> intervals, LocalDate from, LocalDate to) {
    StringBuilder text = new StringBuilder();
    text.append("# Start: ").append(from).append("\n# End: ").append(to).append('\n');
    text.append("begin,end,namespace,used,usedMemoryBytes\n");
    for (UsageInterval interval : intervals)
      text.append(interval.begin())
          .append(',')
          .append(interval.end())
          .append(',')
          // A namespace is a DNS label: nothing in it needs quotes.
          .append(interval.namespace())
          .append(',')
          .append(text(interval.used().cpu()))
          .append(',')
          .append(text(interval.used().memory().setScale(0, RoundingMode.DOWN)))
          .append('\n');
    return text.toString();
  }

  private static String text(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }
}

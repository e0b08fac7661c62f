package io.weir.projection.rebuild;

import io.weir.projection.rebuild.TableComparison.Difference;

/** A report as people read it on a terminal. */
public final class ReportText {
  private ReportText() {}

  /** Both hashes of each table, the first difference of each that differs, and the verdict. */
  public static String of(RebuildReport report) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d events at %d per second%n".formatted(report.events(), report.eventsPerSecond()));
    for (TableComparison table : report.tables()) {
      text.append(
          "%-10s live    %s %,d rows%n%-10s rebuilt %s %,d rows  %s%n"
              .formatted(
                  table.table(),
                  table.liveHash(),
                  table.liveRows(),
                  "",
                  table.rebuiltHash(),
                  table.rebuiltRows(),
                  table.equal() ? "equal" : "DIFFERENT"));
      table.firstDifference().ifPresent(difference -> append(text, difference));
    }
    if (report.tables().isEmpty())
      text.append("Nothing was compared: the shapes differ.%n".formatted());
    else
      text.append(
          report.equal()
              ? "The live and the rebuilt read models are equal."
              : "The live and the rebuilt read models DIFFER.");
    return text.toString();
  }

  private static void append(StringBuilder text, Difference difference) {
    text.append("  live:    %s%n".formatted(difference.live().orElse("(no such row)")))
        .append("  rebuilt: %s%n".formatted(difference.rebuilt().orElse("(no such row)")));
  }
}

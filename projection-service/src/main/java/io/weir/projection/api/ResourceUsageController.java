package io.weir.projection.api;

import io.weir.projection.usage.ResourceUse;
import io.weir.projection.usage.UsageCsv;
import io.weir.projection.usage.UsageQueries;
import io.weir.projection.usage.UsageReport;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How many CPU cores and how much memory each namespace used, as a file for a spreadsheet. */
@RestController
final class ResourceUsageController {
  private final ReadTransaction transaction;
  private final UsageQueries queries;
  private final Clock clock;
  private final boolean served;

  /**
   * @param served whether the report is given; otherwise its path is not there
   */
  ResourceUsageController(
      ReadTransaction transaction, UsageQueries queries, Clock clock, ResourceUsage served) {
    this.transaction = transaction;
    this.queries = queries;
    this.clock = clock;
    this.served = served.served();
  }

  /**
   * @param from the first day, UTC
   * @param to the day after the last, UTC
   */
  @GetMapping("/api/v1/status/resourceusage")
  ResponseEntity<byte[]> report(@RequestParam String from, @RequestParam String to) {
    if (!served)
      throw new Problem(
          Problem.Code.NO_SUCH_PATH,
          "Resource usage is switched off here: weir.projection.resource-usage is false.");
    LocalDate first = day("from", from);
    LocalDate end = day("to", to);
    if (!first.isBefore(end))
      throw new Problem(
          Problem.Code.BAD_PARAMETER,
          "Expected from to be a day before to, but from is %s and to is %s."
              .formatted(first, end));
    Instant begin = first.atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant until = end.atStartOfDay().toInstant(ZoneOffset.UTC);
    List<ResourceUse> uses = transaction.look(() -> queries.between(begin, until));
    String csv = UsageCsv.of(UsageReport.of(uses, begin, until, clock.instant()), first, end);
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8")
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .body(csv.getBytes(StandardCharsets.UTF_8));
  }

  private static LocalDate day(String name, String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      // What the database can compare with.
      if (day.getYear() >= 1 && day.getYear() <= 9999) return day;
    } catch (DateTimeParseException malformed) {
      // Told below, as for a year that is none.
    }
    throw new Problem(
        Problem.Code.BAD_PARAMETER,
        "Expected the query parameter %s to be a day such as 2026-11-21, but it is '%s'."
            .formatted(name, text.length() > 100 ? text.substring(0, 100) + "..." : text));
  }
}

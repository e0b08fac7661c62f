package io.weir.command.deployment;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Optional;

/**
 * A cron expression of five fields: minute, hour, day of month, month, day of week (0 and 7 are
 * Sunday). A field is {@code *}, a number, a range, a list of these, each with {@code /step}. With
 * both days given, either suffices, as in crontab(5). A local time that the clocks skip falls on
 * the moment after; one that they repeat comes once.
 */
final class Cron {
  private static final int[][] RANGES = {{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 7}};
  private static final int YEARS = 8;

  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet days;
  private final BitSet months;
  private final BitSet weekdays;
  private final boolean anyDay;
  private final boolean anyWeekday;
  private final ZoneId zone;

  private Cron(BitSet[] fields, boolean anyDay, boolean anyWeekday, ZoneId zone) {
    this.minutes = fields[0];
    this.hours = fields[1];
    this.days = fields[2];
    this.months = fields[3];
    this.weekdays = fields[4];
    if (weekdays.get(7)) weekdays.set(0);
    this.anyDay = anyDay;
    this.anyWeekday = anyWeekday;
    this.zone = zone;
  }

  /**
   * Reads an expression.
   *
   * @param zone absent: UTC
   * @throws IllegalArgumentException when it is none, or never comes; the message says what is
   *     wrong
   */
  static Cron of(String expression, Optional<String> zone) {
    String[] texts = expression.strip().split("\\s+");
    if (texts.length != RANGES.length)
      throw new IllegalArgumentException(
          "expected five fields: minute, hour, day of month, month, day of week");
    BitSet[] fields = new BitSet[RANGES.length];
    for (int i = 0; i < fields.length; i++) fields[i] = field(texts[i], RANGES[i][0], RANGES[i][1]);
    Cron cron = new Cron(fields, texts[2].startsWith("*"), texts[4].startsWith("*"), zoneOf(zone));
    if (cron.next(Instant.EPOCH).isEmpty())
      throw new IllegalArgumentException("no date ever matches it");
    return cron;
  }

  private static ZoneId zoneOf(Optional<String> zone) {
    try {
      return ZoneId.of(zone.orElse("UTC"));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "there is no time zone '" + zone.orElseThrow() + "'; expected one such as Europe/Berlin");
    }
  }

  private static BitSet field(String text, int from, int to) {
    BitSet values = new BitSet();
    for (String part : text.split(",", -1)) {
      if (!part.matches("(\\*|[0-9]{1,2}(-[0-9]{1,2})?)(/[0-9]{1,2})?"))
        throw new IllegalArgumentException("'" + part + "' is no number, range, list or step");
      String[] stepped = part.split("/");
      int step = stepped.length == 2 ? Integer.parseInt(stepped[1]) : 1;
      String[] range = stepped[0].split("-");
      int first = stepped[0].equals("*") ? from : Integer.parseInt(range[0]);
      int last =
          stepped[0].equals("*") || (range.length == 1 && stepped.length == 2)
              ? to
              : Integer.parseInt(range[range.length - 1]);
      if (first < from || last > to || first > last || step < 1)
        throw new IllegalArgumentException("'%s' is not within %d to %d".formatted(part, from, to));
      for (int value = first; value <= last; value += step) values.set(value);
    }
    return values;
  }

  /** The next moment after this one. */
  Optional<Instant> next(Instant after) {
    LocalDateTime time =
        LocalDateTime.ofInstant(after, zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    LocalDate end = time.toLocalDate().plusYears(YEARS);
    while (time.toLocalDate().isBefore(end)) {
      if (!months.get(time.getMonthValue()))
        time = time.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay();
      else if (!matches(time.toLocalDate())) time = time.toLocalDate().plusDays(1).atStartOfDay();
      else if (!hours.get(time.getHour())) time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
      else if (!minutes.get(time.getMinute())) time = time.plusMinutes(1);
      else {
        Instant found = time.atZone(zone).toInstant();
        if (found.isAfter(after)) return Optional.of(found);
        // The hour that the clocks repeat: it came already.
        time = time.plusMinutes(1);
      }
    }
    return Optional.empty();
  }

  private boolean matches(LocalDate date) {
    boolean day = days.get(date.getDayOfMonth());
    boolean weekday = weekdays.get(date.getDayOfWeek().getValue() % 7);
    return anyDay || anyWeekday ? day && weekday : day || weekday;
  }
}

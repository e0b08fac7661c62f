package io.weir.events.wire;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Times as ISO-8601 text, for example {@code 2026-11-21T05:00:00.123456Z}. Nearly every record
 * holds several, and a formatter that is built of parts costs more than the rest of a small record;
 * so what Weir itself writes is read and written digit by digit, and anything else by the
 * formatter: both give the same.
 */
public final class InstantText {
  private static final int TO_SECONDS = "2026-11-21T05:00:00".length();
  private static final int MOST_FRACTION = 9;

  /** Seconds of the epoch; years of four digits lie between. */
  private static final long YEAR_0 = -62_167_219_200L;

  private static final long YEAR_10000 = 253_402_300_800L;
  private static final byte[] PATTERN =
      "0000-00-00T00:00:00.000000000Z".getBytes(StandardCharsets.ISO_8859_1);

  private InstantText() {}

  /**
   * As {@link Instant#parse}.
   *
   * @throws DateTimeParseException when it is no time
   */
  public static Instant parse(String text) {
    int end = text.length() - 1;
    if (end < TO_SECONDS
        || end > TO_SECONDS + 1 + MOST_FRACTION
        || end == TO_SECONDS + 1
        || text.charAt(end) != 'Z'
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':'
        || (end > TO_SECONDS && text.charAt(TO_SECONDS) != '.')) return Instant.parse(text);
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, TO_SECONDS);
    int nanos = end > TO_SECONDS ? digits(text, TO_SECONDS + 1, end) : 0;
    // A leap second and the end of a day are the formatter's.
    if ((year | month | day | hour | minute | second | nanos) < 0
        || hour > 23
        || minute > 59
        || second > 59) return Instant.parse(text);
    for (int i = end - TO_SECONDS - 1; end > TO_SECONDS && i < MOST_FRACTION; i++) nanos *= 10;
    try {
      long days = LocalDate.of(year, month, day).toEpochDay();
      return Instant.ofEpochSecond(days * 86_400 + hour * 3_600L + minute * 60L + second, nanos);
    } catch (DateTimeException noSuchDay) {
      return Instant.parse(text);
    }
  }

  /** As {@link Instant#toString}: no fraction, or three, six or nine digits of it. */
  public static String of(Instant time) {
    long seconds = time.getEpochSecond();
    if (seconds < YEAR_0 || seconds >= YEAR_10000) return time.toString();
    LocalDateTime utc = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    byte[] text = PATTERN.clone();
    put(text, utc.getYear(), 0, 4);
    put(text, utc.getMonthValue(), 5, 7);
    put(text, utc.getDayOfMonth(), 8, 10);
    put(text, utc.getHour(), 11, 13);
    put(text, utc.getMinute(), 14, 16);
    put(text, utc.getSecond(), 17, TO_SECONDS);
    int nanos = time.getNano();
    int end = TO_SECONDS;
    if (nanos != 0) {
      put(text, nanos, TO_SECONDS + 1, TO_SECONDS + 1 + MOST_FRACTION);
      end += 1 + (nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : MOST_FRACTION);
    }
    text[end] = 'Z';
    return new String(text, 0, end + 1, StandardCharsets.ISO_8859_1);
  }

  private static void put(byte[] text, int number, int from, int to) {
    int rest = number;
    for (int i = to - 1; i >= from; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** The number in these places; negative when one is no digit. */
  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) return -1;
      number = 10 * number + digit;
    }
    return number;
  }
}

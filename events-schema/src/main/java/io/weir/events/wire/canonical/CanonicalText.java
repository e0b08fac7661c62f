package io.weir.events.wire.canonical;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;

/**
 * Ids, times and numbers as Weir writes them, read from bytes. Any exception means that they are
 * not of that form.
 */
public final class CanonicalText {
  static final int UUID_LENGTH = 36;
  private static final int MOST_DIGITS = 18;
  private static final int TO_SECONDS = "2026-11-21T05:00:00".length();
  private static final int SECONDS_OF_A_DAY = 86_400;
  private static final byte[] HEX = new byte[128];

  static {
    Arrays.fill(HEX, (byte) -1);
    for (int i = 0; i < 16; i++) {
      HEX[Character.forDigit(i, 16)] = (byte) i;
      HEX[Character.toUpperCase(Character.forDigit(i, 16))] = (byte) i;
    }
  }

  private CanonicalText() {}

  /** The id that begins there. */
  public static UUID uuid(byte[] text, int from) {
    if (text[from + 8] != '-'
        || text[from + 13] != '-'
        || text[from + 18] != '-'
        || text[from + 23] != '-') throw NotCanonical.INSTANCE;
    long most = hex(text, from, 8) << 32 | hex(text, from + 9, 4) << 16 | hex(text, from + 14, 4);
    long least = hex(text, from + 19, 4) << 48 | hex(text, from + 24, 12);
    return new UUID(most, least);
  }

  /** The id, and nothing else. */
  public static UUID uuid(byte[] text) {
    if (text.length != UUID_LENGTH) throw NotCanonical.INSTANCE;
    return uuid(text, 0);
  }

  private static long hex(byte[] text, int from, int digits) {
    long number = 0;
    int wrong = 0;
    for (int i = from; i < from + digits; i++) {
      // A byte that is no ASCII is out of bounds.
      int digit = HEX[text[i]];
      wrong |= digit;
      number = number << 4 | digit;
    }
    if (wrong < 0) throw NotCanonical.INSTANCE;
    return number;
  }

  /**
   * The time in UTC between two places, with no fraction or one of milliseconds or microseconds.
   */
  public static Instant instant(byte[] text, int from, int to) {
    if (text[from + 4] != '-'
        || text[from + 7] != '-'
        || text[from + 10] != 'T'
        || text[from + 13] != ':'
        || text[from + 16] != ':'
        || text[to - 1] != 'Z') throw NotCanonical.INSTANCE;
    int hour = digits(text, from + 11, 2);
    int minute = digits(text, from + 14, 2);
    int second = digits(text, from + 17, 2);
    // The end of a day and a leap second are for others to read.
    if (hour > 23 || minute > 59 || second > 59) throw NotCanonical.INSTANCE;
    LocalDate day =
        LocalDate.of(digits(text, from, 4), digits(text, from + 5, 2), digits(text, from + 8, 2));
    return Instant.ofEpochSecond(
        day.toEpochDay() * SECONDS_OF_A_DAY + hour * 3_600L + minute * 60L + second,
        nanos(text, from + TO_SECONDS, to - 1));
  }

  private static int nanos(byte[] text, int from, int to) {
    if (from == to) return 0;
    if (text[from] != '.') throw NotCanonical.INSTANCE;
    return switch (to - from) {
      case 4 -> digits(text, from + 1, 3) * 1_000_000;
      case 7 -> digits(text, from + 1, 6) * 1_000;
      default -> throw NotCanonical.INSTANCE;
    };
  }

  /** The whole number, not negative and of few digits, leading zeros or not. */
  public static long number(byte[] text) {
    if (text.length == 0) throw NotCanonical.INSTANCE;
    int from = 0;
    while (from < text.length - 1 && text[from] == '0') from++;
    if (text.length - from > MOST_DIGITS) throw NotCanonical.INSTANCE;
    long number = 0;
    for (int i = from; i < text.length; i++) number = 10 * number + digit(text[i]);
    return number;
  }

  private static int digits(byte[] text, int from, int length) {
    int number = 0;
    for (int i = from; i < from + length; i++) number = 10 * number + digit(text[i]);
    return number;
  }

  private static int digit(byte b) {
    if (b < '0' || b > '9') throw NotCanonical.INSTANCE;
    return b - '0';
  }
}

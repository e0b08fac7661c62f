package io.weir.events.wire.canonical;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * JSON that is read from front to back, one kind of value at a time. Any exception means that it is
 * not of the canonical form.
 */
final class JsonIn {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final int MOST_DIGITS = 18;
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  private final byte[] json;
  private int at;

  JsonIn(byte[] json) {
    this.json = json;
  }

  boolean ended() {
    return at == json.length;
  }

  boolean isNext(char expected) {
    return json[at] == expected;
  }

  void expect(char expected) {
    if (json[at++] != expected) throw NotCanonical.INSTANCE;
  }

  /** Goes past the text if it comes next. */
  boolean skip(byte[] text) {
    int end = at + text.length;
    if (end > json.length || !Arrays.equals(json, at, end, text, 0, text.length)) return false;
    at = end;
    return true;
  }

  boolean bool() {
    if (skip(TRUE)) return true;
    if (skip(FALSE)) return false;
    throw NotCanonical.INSTANCE;
  }

  /** A whole number of few digits. */
  long number() {
    boolean negative = json[at] == '-';
    if (negative) at++;
    int from = at;
    long number = 0;
    for (int digit; at < json.length && (digit = json[at] - '0') >= 0 && digit <= 9; at++)
      number = 10 * number + digit;
    requireNumber(from, at - from);
    return negative ? -number : number;
  }

  /** A number of few digits and no exponent. */
  BigDecimal decimal() {
    int begin = at;
    if (json[at] == '-') at++;
    int from = at;
    int points = 0;
    for (; isDigit(json[at]) || json[at] == '.'; at++) if (json[at] == '.') points++;
    int whole = from;
    while (whole < at && json[whole] != '.') whole++;
    requireNumber(from, whole - from);
    if (points > 1 || json[at - 1] == '.' || at - from > MOST_DIGITS) throw NotCanonical.INSTANCE;
    return new BigDecimal(new String(json, begin, at - begin, StandardCharsets.ISO_8859_1));
  }

  private void requireNumber(int from, int digits) {
    if (digits == 0 || digits > MOST_DIGITS || (digits > 1 && json[from] == '0'))
      throw NotCanonical.INSTANCE;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  UUID uuid() {
    expect('"');
    UUID id = CanonicalText.uuid(json, at);
    at += CanonicalText.UUID_LENGTH;
    expect('"');
    return id;
  }

  Instant instant() {
    expect('"');
    int from = at;
    int to = plainUntil(from);
    Instant time = CanonicalText.instant(json, from, to);
    at = to;
    expect('"');
    return time;
  }

  String string() {
    expect('"');
    int from = at;
    int to = plainUntil(from);
    if (json[to] == '"') {
      at = to + 1;
      return new String(json, from, to - from, StandardCharsets.ISO_8859_1);
    }
    return unusual(from);
  }

  /** Where a quote, a backslash, a control character or a byte that is no ASCII comes next. */
  private int plainUntil(int from) {
    int i = from;
    for (; i + Long.BYTES <= json.length; i += Long.BYTES) {
      long special = specials((long) LONG.get(json, i));
      if (special != 0) return i + Long.numberOfTrailingZeros(special) / Byte.SIZE;
    }
    while (json[i] >= ' ' && json[i] != '"' && json[i] != '\\') i++;
    return i;
  }

  /**
   * The high bit of each byte that is special. A byte behind one that is special may be called so
   * wrongly, the first one never.
   */
  static long specials(long eight) {
    return (eight | eight - LOW_BITS * ' ') & HIGH_BITS | equal(eight, '"') | equal(eight, '\\');
  }

  /** The same for one character. */
  static long equal(long eight, char ascii) {
    long zero = eight ^ LOW_BITS * ascii;
    return zero - LOW_BITS & ~zero & HIGH_BITS;
  }

  /** Text with escapes or beyond ASCII. */
  private String unusual(int from) {
    byte[] text = new byte[json.length - from];
    int length = 0;
    for (int i = from; ; i++) {
      byte b = json[i];
      if (b == '"') {
        at = i + 1;
        break;
      }
      if (b >= 0 && b < ' ') throw NotCanonical.INSTANCE;
      text[length++] = b == '\\' ? escaped(json[++i]) : b;
    }
    String string = new String(text, 0, length, StandardCharsets.UTF_8);
    // Bytes that are no UTF-8 become this, and are the mapper's to refuse.
    if (string.indexOf('\uFFFD') >= 0) throw NotCanonical.INSTANCE;
    return string;
  }

  private static byte escaped(byte letter) {
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> throw NotCanonical.INSTANCE;
    };
  }
}

package io.weir.events.wire.canonical;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;

/** JSON that is written from front to back, in memory that grows. Of one thread. */
final class JsonOut {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  /** Seconds of the epoch; years of four digits lie between. */
  private static final long YEAR_0 = -62_167_219_200L;

  private static final long YEAR_10000 = 253_402_300_800L;
  private static final long SECONDS_OF_A_DAY = 86_400;

  private byte[] bytes = new byte[512];
  private int length;
  private long day = Long.MIN_VALUE;
  private LocalDate date;

  void clear() {
    length = 0;
  }

  /** How much it can hold before it grows. */
  int room() {
    return bytes.length;
  }

  byte[] written() {
    return Arrays.copyOf(bytes, length);
  }

  void put(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
  }

  void put(byte[] text) {
    reserve(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
  }

  void bool(boolean value) {
    put(value ? TRUE : FALSE);
  }

  void ascii(String text) {
    put(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void number(long value) {
    if (value < 0) {
      ascii(Long.toString(value));
      return;
    }
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) digits++;
    reserve(digits);
    put(value, digits);
  }

  private void put(long number, int digits) {
    long rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  void uuid(UUID value) {
    reserve(38);
    bytes[length++] = '"';
    hex(value.getMostSignificantBits() >>> 32, 8);
    bytes[length++] = '-';
    hex(value.getMostSignificantBits() >>> 16, 4);
    bytes[length++] = '-';
    hex(value.getMostSignificantBits(), 4);
    bytes[length++] = '-';
    hex(value.getLeastSignificantBits() >>> 48, 4);
    bytes[length++] = '-';
    hex(value.getLeastSignificantBits(), 12);
    bytes[length++] = '"';
  }

  private void hex(long number, int digits) {
    long rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = HEX[(int) rest & 15];
      rest >>>= 4;
    }
    length += digits;
  }

  /** As {@link Instant#toString}. */
  void instant(Instant value) {
    long seconds = value.getEpochSecond();
    if (seconds < YEAR_0 || seconds >= YEAR_10000) throw NotCanonical.INSTANCE;
    reserve(32);
    bytes[length++] = '"';
    long newDay = Math.floorDiv(seconds, SECONDS_OF_A_DAY);
    if (newDay != day) {
      day = newDay;
      date = LocalDate.ofEpochDay(day);
    }
    put(date.getYear(), 4);
    bytes[length++] = '-';
    put(date.getMonthValue(), 2);
    bytes[length++] = '-';
    put(date.getDayOfMonth(), 2);
    bytes[length++] = 'T';
    int second = (int) (seconds - day * SECONDS_OF_A_DAY);
    put(second / 3_600, 2);
    bytes[length++] = ':';
    put(second / 60 % 60, 2);
    bytes[length++] = ':';
    put(second % 60, 2);
    int nanos = value.getNano();
    if (nanos != 0) {
      bytes[length++] = '.';
      if (nanos % 1_000_000 == 0) put(nanos / 1_000_000, 3);
      else if (nanos % 1_000 == 0) put(nanos / 1_000, 6);
      else put(nanos, 9);
    }
    bytes[length++] = 'Z';
    bytes[length++] = '"';
  }

  void string(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    reserve(2 * utf8.length + 2);
    bytes[length++] = '"';
    int plain = plainUntil(utf8);
    System.arraycopy(utf8, 0, bytes, length, plain);
    length += plain;
    if (plain < utf8.length) unusual(value, utf8, plain);
    bytes[length++] = '"';
  }

  /**
   * How far there is nothing to escape, no byte but ASCII and no question mark, which half a pair
   * of characters becomes.
   */
  private static int plainUntil(byte[] utf8) {
    int i = 0;
    for (; i + Long.BYTES <= utf8.length; i += Long.BYTES) {
      long eight = (long) LONG.get(utf8, i);
      long special = JsonIn.specials(eight) | JsonIn.equal(eight, '?');
      if (special != 0) return i + Long.numberOfTrailingZeros(special) / Byte.SIZE;
    }
    while (i < utf8.length && utf8[i] >= ' ' && utf8[i] != '"' && utf8[i] != '\\' && utf8[i] != '?')
      i++;
    return i;
  }

  private void unusual(String value, byte[] utf8, int from) {
    for (int i = from; i < utf8.length; i++) {
      byte b = utf8[i];
      switch (b) {
        case '"', '\\' -> escape(b);
        case '\n' -> escape('n');
        case '\t' -> escape('t');
        case '\r' -> escape('r');
        case '\b' -> escape('b');
        case '\f' -> escape('f');
        default -> {
          if (b >= 0 && b < ' ') throw NotCanonical.INSTANCE;
          bytes[length++] = b;
        }
      }
    }
    for (int i = 0; i < value.length(); i++)
      // Half a pair has no bytes of its own; the mapper says what becomes of it.
      if (Character.isSurrogate(value.charAt(i)) && !isOfPair(value, i))
        throw NotCanonical.INSTANCE;
  }

  private static boolean isOfPair(String value, int at) {
    return Character.isHighSurrogate(value.charAt(at))
        ? at + 1 < value.length() && Character.isLowSurrogate(value.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(value.charAt(at - 1));
  }

  private void escape(int letter) {
    bytes[length++] = '\\';
    bytes[length++] = (byte) letter;
  }

  private void reserve(int more) {
    if (bytes.length - length < more)
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
  }
}

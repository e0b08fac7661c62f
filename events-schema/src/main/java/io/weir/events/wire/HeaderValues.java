package io.weir.events.wire;

import io.weir.events.wire.canonical.CanonicalText;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Ids, times and numbers in headers: from the bytes where they are at hand and of the usual form,
 * from the text otherwise, which says what is wrong with it.
 */
final class HeaderValues {
  private HeaderValues() {}

  static UUID uuid(Map<String, String> headers, String name) {
    UUID id = fromBytes(headers, name, CanonicalText::uuid);
    return id != null ? id : UUID.fromString(required(headers, name));
  }

  static long number(Map<String, String> headers, String name) {
    Long number = fromBytes(headers, name, CanonicalText::number);
    return number != null ? number : Long.parseLong(required(headers, name));
  }

  static Instant time(Map<String, String> headers, String name) {
    Instant time = fromBytes(headers, name, utf8 -> CanonicalText.instant(utf8, 0, utf8.length));
    return time != null ? time : InstantText.parse(required(headers, name));
  }

  /** What the bytes of the header say; null without them, or when they are of an unusual form. */
  static <T> T fromBytes(Map<String, String> headers, String name, Function<byte[], T> read) {
    if (!(headers instanceof HeaderBytes bytes)) return null;
    byte[] utf8 = bytes.utf8(name);
    try {
      return utf8 == null ? null : read.apply(utf8);
    } catch (RuntimeException unusual) {
      return null;
    }
  }

  static String required(Map<String, String> headers, String name) {
    String value = headers.get(name);
    if (value == null)
      throw new UndecodableException("Expected the header " + name + ", but it is missing");
    return value;
  }
}

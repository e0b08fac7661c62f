package io.weir.eventlog.reader;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts that were met: namespaces, actors, types and names come again and again, and a text that is
 * there already costs no memory and remembers its hash. Of bounded size.
 */
final class KnownTexts {
  private static final int PLACES = 1 << 11;
  private static final int LONGEST = 64;

  private record Met(byte[] utf8, String text) {}

  /** Threads may see each other's or not: each entry is right by itself. */
  private final Met[] met = new Met[PLACES];

  /** The text between two places of these bytes, which are not changed from here on. */
  String text(byte[] utf8, int from, int to) {
    int length = to - from;
    if (length > LONGEST) {
      return new String(utf8, from, length, StandardCharsets.UTF_8);
    }
    int hash = length;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + utf8[i];
    }
    int place = (hash ^ hash >>> 11 ^ hash >>> 22) & PLACES - 1;
    Met found = met[place];
    if (found == null || !Arrays.equals(found.utf8, 0, found.utf8.length, utf8, from, to)) {
      found =
          new Met(
              Arrays.copyOfRange(utf8, from, to),
              new String(utf8, from, length, StandardCharsets.UTF_8));
      met[place] = found;
    }
    return found.text;
  }
}

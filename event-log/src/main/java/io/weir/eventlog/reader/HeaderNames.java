package io.weir.eventlog.reader;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Header;

/**
 * The names of headers that records of one topic have: nearly all have one of a few lists of them,
 * so a record's are compared with those that were met instead of put into a map. Of one thread.
 */
final class HeaderNames {
  private final String[][] met = new String[8][];
  private final KnownTexts known;
  private int next;

  /**
   * @param known texts that were met
   */
  HeaderNames(KnownTexts known) {
    this.known = known;
  }

  /** The texts by name; of a repeated header the last. */
  Map<String, String> texts(Header[] headers) {
    for (String[] names : met) {
      if (names != null && areOf(headers, names)) {
        return new HeaderTexts(names, headers, known);
      }
    }
    String[] names =
        Arrays.stream(headers).map(header -> header.key().intern()).toArray(String[]::new);
    Set<String> different = new HashSet<>(Arrays.asList(names));
    if (different.size() < names.length) {
      return HeaderTexts.lastOfEach(headers);
    }
    met[next] = names;
    next = (next + 1) % met.length;
    return new HeaderTexts(names, headers, known);
  }

  private static boolean areOf(Header[] headers, String[] names) {
    if (headers.length != names.length) {
      return false;
    }
    for (int i = 0; i < names.length; i++) {
      if (!headers[i].key().equals(names[i])) {
        return false;
      }
    }
    return true;
  }
}

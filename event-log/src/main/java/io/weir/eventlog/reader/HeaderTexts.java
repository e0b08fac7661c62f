package io.weir.eventlog.reader;

import io.weir.events.wire.HeaderBytes;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Header;

/**
 * The headers of a record as texts, read when they are asked for: of the sixteen that an event has
 * a reader needs a dozen, each once and mostly in the order in which they were written.
 * Unchangeable; of one thread at a time.
 */
final class HeaderTexts extends AbstractMap<String, String> implements HeaderBytes {
  private static final byte[] NOTHING = {};

  private final String[] names;
  private final Header[] headers;
  private final KnownTexts known;

  /** Where the last one was found: the next is likely behind it. */
  private int last = -1;

  /**
   * @param names those of the headers, in their order, none twice
   * @param known texts that were met
   */
  HeaderTexts(String[] names, Header[] headers, KnownTexts known) {
    this.names = names;
    this.headers = headers;
    this.known = known;
    // The client copies a value when it is asked for it first. Later, what it copies from has left
    // the processor's cache, and cannot be given up before.
    for (Header header : headers) {
      header.value();
    }
  }

  /** The texts by name; of a repeated header the last. */
  static Map<String, String> lastOfEach(Header[] headers) {
    Map<String, String> texts = LinkedHashMap.newLinkedHashMap(headers.length);
    for (Header header : headers) {
      texts.put(header.key(), text(header));
    }
    return texts;
  }

  @Override
  public String get(Object name) {
    byte[] utf8 = utf8((String) name);
    return utf8 == null ? null : known.text(utf8, 0, utf8.length);
  }

  @Override
  public byte[] utf8(String name) {
    int at = find(name);
    if (at < 0) return null;
    byte[] value = headers[at].value();
    return value == null ? NOTHING : value;
  }

  @Override
  public String text(byte[] utf8, int from, int to) {
    return known.text(utf8, from, to);
  }

  @Override
  public boolean containsKey(Object name) {
    return find(name) >= 0;
  }

  @Override
  public int size() {
    return headers.length;
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    return lastOfEach(headers).entrySet();
  }

  private int find(Object name) {
    int at = last;
    for (int i = 0; i < names.length; i++) {
      at = at + 1 == names.length ? 0 : at + 1;
      if (names[at].equals(name)) {
        last = at;
        return at;
      }
    }
    return -1;
  }

  private static String text(Header header) {
    byte[] value = header.value();
    return value == null ? "" : new String(value, StandardCharsets.UTF_8);
  }
}

package io.weir.eventlog;

import io.weir.events.wire.CloudEventHeaders;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A record of a topic, as bytes.
 *
 * @param appendedAt when the broker appended it; the broker's clock
 * @param key the record key; empty when it has none
 * @param headers header texts by name; of a repeated header the last
 * @param payload the record value; empty when it has none
 */
public record LogRecord(
    String topic,
    int partition,
    long offset,
    Instant appendedAt,
    String key,
    Map<String, String> headers,
    byte[] payload) {
  /** So many fit into a long, whatever they are. */
  private static final int MOST_DIGITS = 18;

  /** The event's place in the order of the whole store ({@code ce_position}), where it has one. */
  public OptionalLong position() {
    String text = headers.get(CloudEventHeaders.POSITION);
    if (text == null || text.isEmpty() || text.length() > MOST_DIGITS) {
      return OptionalLong.empty();
    }
    long position = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return OptionalLong.empty();
      }
      position = 10 * position + digit;
    }
    return OptionalLong.of(position);
  }
}

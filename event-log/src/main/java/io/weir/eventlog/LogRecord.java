package io.weir.eventlog;

import io.weir.events.wire.CloudEventHeaders;
import io.weir.events.wire.HeaderBytes;
import java.nio.charset.StandardCharsets;
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
    byte[] digits = positionHeader();
    if (digits == null || digits.length == 0 || digits.length > MOST_DIGITS) {
      return OptionalLong.empty();
    }
    long position = 0;
    for (byte ascii : digits) {
      int digit = ascii - '0';
      if (digit < 0 || digit > 9) {
        return OptionalLong.empty();
      }
      position = 10 * position + digit;
    }
    return OptionalLong.of(position);
  }

  private byte[] positionHeader() {
    if (headers instanceof HeaderBytes bytes) {
      return bytes.utf8(CloudEventHeaders.POSITION);
    }
    String text = headers.get(CloudEventHeaders.POSITION);
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}

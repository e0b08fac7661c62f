package io.weir.events.wire;

/**
 * Headers whose values are at hand as the bytes that were sent: ids, times and numbers are read
 * from them without a text in between. They are a map of their texts as well.
 */
public interface HeaderBytes {
  /** The value of the header; null when there is none of this name. */
  byte[] utf8(String name);

  /** The text between two places of a value. */
  String text(byte[] utf8, int from, int to);
}

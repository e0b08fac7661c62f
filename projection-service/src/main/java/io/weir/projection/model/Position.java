package io.weir.projection.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the log, as commands name it in {@code Weir-Position}.
 *
 * @param partition the partition, 0 and up
 * @param index the event's place in the order of the whole store, 0 and up
 */
public record Position(int partition, long index) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,4}):(\\d{1,18})");

  /**
   * Reads {@code <partition>:<index>}.
   *
   * @throws IllegalArgumentException when the text is something else
   */
  public static Position parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches())
      throw new IllegalArgumentException(
          "Expected a position as <partition>:<index>, for example 3:4711, but got '"
              + (text.length() > 40 ? text.substring(0, 40) + "..." : text)
              + "'");
    return new Position(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  @Override
  public String toString() {
    return partition + ":" + index;
  }
}

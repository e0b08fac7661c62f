package io.weir.cluster.api;

import io.weir.cluster.json.Trees;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.StringNode;

/**
 * One column of a table.
 *
 * @param wide shown only with {@code -o wide}
 * @param number whether its cells are numbers
 * @param value of an object at a time
 */
record Column(
    String name, boolean wide, boolean number, BiFunction<JsonNode, Instant, String> value) {
  static Column text(String name, BiFunction<JsonNode, Instant, String> value) {
    return new Column(name, false, false, value);
  }

  static Column text(String name, String... path) {
    return text(name, (object, now) -> Trees.text(object, path));
  }

  static Column number(String name, String... path) {
    return new Column(
        name, false, true, (object, now) -> Long.toString(Trees.number(object, path).orElse(0L)));
  }

  /** The time since the timestamp at the path. */
  static Column since(String name, String... path) {
    return text(name, (object, now) -> age(Trees.text(object, path), now));
  }

  Column inWide() {
    return new Column(name, true, number, value);
  }

  JsonNode cell(JsonNode object, Clock clock) {
    String text = value.apply(object, clock.instant());
    return number ? LongNode.valueOf(Long.parseLong(text)) : StringNode.valueOf(text);
  }

  /**
   * In the short form that kubectl uses: two units at most, the finer ones only while the age is
   * small.
   */
  static String age(String timestamp, Instant now) {
    if (timestamp.isEmpty()) {
      return "<unknown>";
    }
    try {
      return human(Duration.between(Instant.parse(timestamp), now));
    } catch (DateTimeParseException e) {
      return "<unknown>";
    }
  }

  static String human(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    long minutes = seconds / 60;
    long hours = minutes / 60;
    long days = hours / 24;
    if (seconds < 120) {
      return seconds + "s";
    }
    if (minutes < 10) {
      return minutes + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
    }
    if (minutes < 180) {
      return minutes + "m";
    }
    if (hours < 8) {
      return hours + "h" + (minutes % 60 == 0 ? "" : minutes % 60 + "m");
    }
    if (hours < 48) {
      return hours + "h";
    }
    if (days < 8) {
      return days + "d" + (hours % 24 == 0 ? "" : hours % 24 + "h");
    }
    return days < 730 ? days + "d" : days / 365 + "y";
  }
}
